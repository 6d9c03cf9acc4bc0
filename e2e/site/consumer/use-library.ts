import { createRecommender, type RecommendationList, type Recommender } from 'attune';
import 'attune/define';

// Typed against the declarations that the package ships: `npm run e2e` compiles this file.
const recommender: Recommender = createRecommender({ catalog: new URL('/attune/', location.href), storage: 'session', kernels: 'plain' });
await recommender.observe([{ kind: 'like', item: 'dracula' }]);
const list: RecommendationList = await recommender.recommend({ limit: 4 });
const element = document.querySelector('attune-recommendations') as HTMLElement & { recommender: Recommender };
element.recommender = recommender;
document.title = list.recommendations.map(({ id }) => id).join(' ');
