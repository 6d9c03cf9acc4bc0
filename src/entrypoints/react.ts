import './define.ts';

export { ExplanationMap, InterestMap, PrivacyPanel, Recommendations, StatusPanel } from '../elements/react-components.ts';
