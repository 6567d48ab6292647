import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

export const CONTROL_PLANE_RULES = rulesOf('control-plane', [
  {
    id: 'role-refused',
    hints: ['role validation failed', 'failed to assume the execution role'],
    pattern: /Role validation failed|Failed to assume the execution role/i,
    sources: [SOURCES.permissions],
    explain: {
      title: 'AgentCore cannot assume the execution role.',
      cause: 'The role is gone or too new, or its trust policy does not name AgentCore for this account and region.',
      remedy: ['Wait a minute if the role is new; else correct its trust policy.'],
      actions: [{ type: 'edit-role' }],
    },
  },
  {
    id: 'unsupported-zone',
    hints: ['availability zone'],
    pattern: /(not in |un|not )supported.{0,60}availability zones?|availability zones?.{0,80}(not|un)\s?supported/i,
    sources: [SOURCES.zones],
    explain: {
      title: 'A subnet is in a zone that AgentCore does not serve.',
      cause: 'In VPC mode AgentCore takes subnets of some availability zones only.',
      remedy: ['Choose subnets in supported zones.'],
      actions: [{ type: 'edit-runtime' }],
    },
  },
  {
    id: 'value-refused',
    hints: ['failed to satisfy constraint', 'idleruntimesessiontimeout must be'],
    pattern:
      /at 'agentRuntimeName' failed to satisfy constraint|failed to satisfy constraint.{0,80}\[a-zA-Z\]\[a-zA-Z0-9_\]|idleRuntimeSessionTimeout must be less/i,
    sources: [SOURCES.troubleshooting],
    explain: {
      title: 'AWS refused a value of the runtime.',
      cause: 'Its message names the field: a name may have no hyphen, and the idle time-out must be the shorter one.',
      remedy: ['Correct that value and launch again.'],
      actions: [{ type: 'edit-runtime' }],
    },
  },
  {
    id: 'name-taken',
    hints: ['agent with the specified name already exists'],
    pattern: /An agent with the specified name already exists/i,
    sources: [SOURCES.troubleshooting],
    explain: {
      title: 'There is a runtime of this name already.',
      cause: 'Names are unique in an account and region, and stay taken for a moment after a deletion.',
      remedy: ['Edit the existing one, or choose another name.'],
      actions: [{ type: 'edit-runtime' }],
    },
  },
  {
    id: 'throttled',
    severity: 'warning',
    hints: ['throttl', 'rate exceeded', 'toomanyrequests', 'rate limit exceeded', 'requestlimitexceeded'],
    pattern:
      /\b(Throttling(Exception)?|TooManyRequestsException|RequestLimitExceeded|ThrottledException)\b|Rate exceeded|Rate limit exceeded/i,
    sources: [SOURCES.contract],
    explain: {
      title: 'AWS asked to slow down.',
      cause: 'Too many calls in a short time, by this server or by others in the account.',
      remedy: ['Wait a little; ask the assistant for fewer calls at once.'],
    },
  },
])
