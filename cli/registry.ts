import { WRONG_CALL } from '@/cli/shared/exit'
import type { VerbEntry } from '@/cli/shared/verb'

const DOCUMENT = { failsAsJson: true }
const ANSWERS_WITH_1 = { failsWith: WRONG_CALL }

/**
 * Every verb, in the order of the help. Each is loaded when it is asked for: a policy can be checked without the AWS
 * SDK, and a plan without the catalogue of actions.
 */
export const VERBS: readonly VerbEntry[] = [
  {
    name: 'plan',
    summary: 'show what would change in AWS',
    load: async () => (await import('@/cli/plan')).plan,
    ...DOCUMENT,
  },
  {
    name: 'apply',
    summary: 'change it, one step at a time; run it again to go on after an interruption',
    load: async () => (await import('@/cli/apply')).apply,
    ...DOCUMENT,
  },
  {
    name: 'drift',
    summary: 'say what is not as Slipway left it, or not as a spec says, who changed it and when; or accept it',
    load: async () => (await import('@/cli/drift')).drift,
    ...DOCUMENT,
  },
  {
    name: 'destroy',
    summary: 'delete what Slipway made for it',
    load: async () => (await import('@/cli/destroy')).destroy,
    ...DOCUMENT,
  },
  {
    name: 'stop',
    summary: 'take everything from a runtime’s role, keep callers out, and end its sessions; works without the console',
    load: async () => (await import('@/cli/stop/stop')).stop,
    ...DOCUMENT,
  },
  {
    name: 'resume',
    summary: 'give back what a stop took',
    load: async () => (await import('@/cli/stop/stop')).resume,
    ...DOCUMENT,
  },
  {
    name: 'import',
    summary: "make a spec of another tool's file: CloudFormation, Terraform, the starter toolkit, the AWS CLI",
    load: async () => (await import('@/cli/import')).importFile,
  },
  {
    name: 'take-over',
    summary: 'say what Slipway would own of a runtime that another tool made, and tag it so; or give it back',
    load: async () => (await import('@/cli/take-over')).takeOver,
    ...DOCUMENT,
  },
  {
    name: 'export',
    summary: 'write a live deployment as CloudFormation, Terraform, CDK, an AWS CLI script or a spec',
    load: async () => (await import('@/cli/export')).exportRuntime,
    ...DOCUMENT,
  },
  {
    name: 'token',
    summary: "print a fresh access token of a runtime's user",
    load: async () => (await import('@/cli/token/token')).token,
    ...DOCUMENT,
  },
  {
    name: 'login',
    summary: 'sign in once at the issuer that a runtime trusts; the bridge and token go on from there',
    load: async () => (await import('@/cli/sign-in/login')).login,
  },
  {
    name: 'logout',
    summary: 'revoke and forget that sign-in',
    load: async () => (await import('@/cli/sign-in/logout')).logout,
  },
  {
    name: 'config',
    summary: "print an MCP client's config for a runtime",
    load: async () => (await import('@/cli/config/config')).config,
    ...ANSWERS_WITH_1,
  },
  {
    name: 'install',
    summary: "put a server into an MCP client's own file on this computer, or take that back",
    load: async () => (await import('@/cli/install/install')).install,
  },
  {
    name: 'uninstall',
    summary: "take a server out of an MCP client's file",
    load: async () => (await import('@/cli/install/uninstall')).uninstall,
  },
  {
    name: 'clients',
    summary: 'say which MCP clients are on this computer, and whether their entries are in step',
    load: async () => (await import('@/cli/install/clients')).clients,
    ...DOCUMENT,
  },
  {
    name: 'doctor',
    summary: 'say whether a runtime is well, or what keeps an MCP client from it',
    load: async () => (await import('@/cli/install/doctor')).doctor,
    ...DOCUMENT,
  },
  {
    name: 'bridge',
    summary: 'an MCP server on standard input and output that leads to a runtime; for a client to start',
    load: async () => (await import('@/cli/bridge/bridge')).bridge,
  },
  {
    name: 'allow',
    summary: "let a bridge's guard pass an action for a while, or refuse it",
    load: async () => (await import('@/cli/bridge/allow')).allow,
  },
  {
    name: 'rules',
    summary: "print a guard's rules, or take them back",
    load: async () => (await import('@/cli/bridge/rules')).rules,
  },
  {
    name: 'record',
    summary: 'print what went through the bridge of a server here',
    load: async () => (await import('@/cli/bridge/record')).record,
  },
  {
    name: 'activity',
    summary: 'say what the assistants of a runtime did, from CloudTrail, its log and the record here',
    load: async () => (await import('@/cli/activity')).activity,
  },
  {
    name: 'right-size',
    summary: 'say what a runtime’s role may do and never did, and propose policies without it, apply or undo them',
    load: async () => (await import('@/cli/right-size/right-size')).rightSize,
    ...DOCUMENT,
  },
  {
    name: 'successor',
    summary: 'say what a move to the MCP server that AWS runs takes and loses, and compare the two; changes nothing',
    load: async () => (await import('@/cli/successor')).successor,
    ...DOCUMENT,
  },
  {
    name: 'policy check',
    summary: 'say what is wrong with IAM policies',
    load: async () => (await import('@/cli/policy/policy-check')).policyCheck,
    ...ANSWERS_WITH_1,
  },
  {
    name: 'policy simulate',
    summary: 'say whether identity policies allow one request, and which statement decides',
    load: async () => (await import('@/cli/policy/policy-simulate')).policySimulate,
    ...ANSWERS_WITH_1,
  },
  {
    name: 'explain',
    summary: 'say what an error means, and what to do about it',
    load: async () => (await import('@/cli/explain')).explain,
    ...ANSWERS_WITH_1,
  },
  {
    name: 'logs tail',
    summary: 'print a log group: lines to standard output, what to know about them to standard error',
    load: async () => (await import('@/cli/logs/logs-tail')).logsTail,
  },
  {
    name: 'link',
    summary: 'print a fresh link that signs in to the console that runs',
    load: async () => (await import('@/cli/link')).link,
  },
  {
    name: 'update-check',
    summary: 'ask npm whether there is a newer version; only when this is called',
    load: async () => (await import('@/cli/update-check')).updateCheck,
  },
]
