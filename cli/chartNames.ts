/** Names of the charts, apart from what draws them: help must answer without loading that. */
export const CHART_NAMES = [
  "months",
  "plans",
  "hours",
  "waits",
  "people",
  "staffing",
  "tornado",
  "learnt",
  "predicted",
  "message",
  "chats",
] as const;
