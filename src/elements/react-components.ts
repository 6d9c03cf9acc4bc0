import { createComponent, type EventName } from '@lit/react';
import * as React from 'react';
import type { AnalyticsDetail } from './analytics.ts';
import { AttuneExplanation } from './explanation.ts';
import { AttuneInterestMap } from './interest-map.ts';
import type { ItemEventDetail } from './item-events.ts';
import { AttunePrivacyPanel } from './privacy-panel.ts';
import { AttuneRecommendations } from './recommendations.ts';
import { AttuneStatusPanel } from './status-panel.ts';

type ItemEvent = EventName<CustomEvent<ItemEventDetail>>;

/** `<attune-recommendations>`: properties by their names, events as `onView`, `onSelect`, `onDismiss`, `onForget`, `onAnalytics`. */
export const Recommendations = createComponent({
  react: React,
  tagName: 'attune-recommendations',
  elementClass: AttuneRecommendations,
  events: {
    onView: 'attune-view' as ItemEvent,
    onSelect: 'attune-select' as ItemEvent,
    onDismiss: 'attune-dismiss' as ItemEvent,
    onForget: 'attune-forget' as ItemEvent,
    onAnalytics: 'attune-analytics' as EventName<CustomEvent<AnalyticsDetail>>,
  },
});

/** `<attune-explanation>` */
export const ExplanationMap = createComponent({ react: React, tagName: 'attune-explanation', elementClass: AttuneExplanation });

/** `<attune-interest-map>` */
export const InterestMap = createComponent({ react: React, tagName: 'attune-interest-map', elementClass: AttuneInterestMap });

/** `<attune-privacy-panel>` */
export const PrivacyPanel = createComponent({ react: React, tagName: 'attune-privacy-panel', elementClass: AttunePrivacyPanel });

/** `<attune-status-panel>` */
export const StatusPanel = createComponent({ react: React, tagName: 'attune-status-panel', elementClass: AttuneStatusPanel });
