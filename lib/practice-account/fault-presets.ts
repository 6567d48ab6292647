/** Wire troubles that can be switched on, one row each. The ids mark the faults that this page made. */
export const FAULT_PRESETS = [
  {
    type: 'throttle',
    label: 'Throttling',
    text: 'Answers "slow down". The SDK tries again by itself; after that Slipway waits.',
  },
  { type: 'server-error', label: 'Server error', text: 'Answers 500, as when AWS has trouble of its own.' },
  { type: 'reset', label: 'Connection reset', text: 'Cuts the connection before an answer.' },
  { type: 'timeout', label: 'No answer', text: 'Takes the call and stays silent until the time-out.' },
  { type: 'slow', label: 'Slow answers', text: 'Waits three seconds before each answer.' },
  { type: 'access-denied', label: 'Access denied', text: 'Answers as when the permission is missing.' },
  {
    type: 'expired-credentials',
    label: 'Expired credentials',
    text: 'Answers as when a temporary sign-in has run out.',
  },
] as const

export type PresetType = (typeof FAULT_PRESETS)[number]['type']

export const PRESET_TYPES = FAULT_PRESETS.map(({ type }) => type) as [PresetType, ...PresetType[]]

export const PRESET_PREFIX = 'settings-'

export const FAULT_SERVICES = [
  { value: '', label: 'Every service' },
  { value: 'agentcore-control', label: 'AgentCore' },
  { value: 'agentcore', label: 'AgentCore invocations' },
  { value: 'iam', label: 'IAM' },
  { value: 'cognito', label: 'Cognito' },
  { value: 'logs', label: 'CloudWatch Logs' },
  { value: 'sts', label: 'STS' },
] as const

export const SLOW_MS = 3000

/** Troubles inside the services. `on` is what the practice account is told when the switch is on. */
export const TROUBLES = [
  {
    name: 'createFailed',
    label: 'A new runtime fails',
    text: 'It ends in CREATE_FAILED, with a reason.',
    on: 'The container did not become healthy within 120 seconds.',
  },
  {
    name: 'updateFailed',
    label: 'An update fails',
    text: 'The runtime ends in UPDATE_FAILED and keeps its last version.',
    on: 'The container did not become healthy within 120 seconds.',
  },
  {
    name: 'imageRegion',
    label: 'Images live in another region',
    text: 'Every image is said to be in us-west-2, whatever its address says.',
    on: 'us-west-2',
  },
  {
    name: 'claimMismatch',
    label: 'The token carries the wrong client',
    text: "The client_id of every token differs from the runtime's list.",
    on: 'client_id',
  },
  { name: 'noisyLogs', label: 'Noisy logs', text: 'Many lines for each invocation.', on: true },
  {
    name: 'hostileLogs',
    label: 'Hostile logs',
    text: 'Lines with control characters, markup and very long words.',
    on: true,
  },
] as const

export const DELAYS = [
  { name: 'rolePropagationMs', label: 'New roles become known after' },
  { name: 'policyPropagationMs', label: 'Policy changes work after' },
  { name: 'readyMs', label: 'Runtimes become READY after' },
  { name: 'coldStartMs', label: 'The first call of a session takes' },
  { name: 'trailLagMs', label: 'CloudTrail shows a call after' },
  { name: 'lastAccessedLagMs', label: 'IAM’s report of last use has it after' },
] as const
