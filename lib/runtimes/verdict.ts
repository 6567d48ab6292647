import { routes } from '@/lib/routes'
import type { RuntimeDetail } from '@/lib/runtimes/model'

/** Where something is done; `newTab`: what was typed here stays. */
export type Door = { label: string; href: string; newTab?: boolean }

/** What the last connection test of a runtime came to. `trouble`: why it did not pass. `at` is ISO 8601. */
export type LastTest = {
  at: string
  /** The runtime's version then. */
  version: string
  tools: number
  totalMs: number
  trouble?: { title: string; cause: string; remedy: string[]; door?: Door | undefined }
}

/** `test` is the page's own test; anything else is elsewhere. */
export type NextStep = 'test' | Door

/** Is it well, and what next. `since` is when what the text tells began, `tested` when the last test ran; both ISO 8601. */
export type Verdict = {
  tone: 'success' | 'info' | 'warning' | 'danger'
  text: string
  since?: string
  tested?: string
  next: NextStep
}

/** Callers or role are kept from everything; `isWhole`: both. `byUs`: Slipway did it, and can take it back. */
export type Stopped = { byUs: boolean; isWhole: boolean; since?: string | undefined; reason?: string | undefined }

type VerdictFacts = {
  runtime: RuntimeDetail
  lastTest?: LastTest | undefined
  /** AWS's reason for a failure in plain words, where Slipway knows it. */
  reason?: string | undefined
  /** The version that DEFAULT answers with, where that is known. */
  liveVersion?: string | undefined
  /** It takes tokens of a user pool, and this browser keeps no sign-in to get one with. */
  lacksSignIn?: boolean
  stopped?: Stopped | undefined
}

const MAX_REASON = 200

/** One sentence about a runtime and the one next action: of all that may be wrong, the worst. */
export function verdictOf(facts: VerdictFacts): Verdict {
  const { runtime, lastTest } = facts

  if (runtime.status !== 'READY') {
    return unready(facts)
  }
  if (facts.stopped) {
    return halted(runtime, facts.stopped)
  }
  if (runtime.protocol !== 'MCP') {
    const text = `Ready, but its protocol is ${runtime.protocol ?? 'HTTP'}, not MCP: no MCP client can reach it`
    return { tone: 'danger', text, next: edit(runtime) }
  }
  if (!runtime.mmdsV2) {
    const text = 'Ready, but it does not require MMDSv2: AWS refuses calls to it'
    return { tone: 'danger', text, next: { label: 'Switch on MMDSv2', href: edit(runtime).href } }
  }
  return lastTest?.version === runtime.version ? tested(runtime, lastTest) : untested(facts)
}

function halted({ id }: RuntimeDetail, { byUs, isWhole, since, reason }: Stopped): Verdict {
  const href = routes.runtimeStop(id)

  if (!byUs) {
    const text = 'Stopped by somebody else: a policy that Slipway did not put there denies everything'
    return { tone: 'warning', text, next: { label: 'See what denies it', href } }
  }
  if (!isWhole) {
    return { tone: 'danger', text: 'The stop is not complete', next: { label: 'Go on stopping it', href } }
  }
  const why = reason ? `: ${shortened(reason)}` : ''
  return { tone: 'warning', text: `Stopped${why}`, ...(since ? { since } : {}), next: { label: 'Resume it', href } }
}

function unready({ runtime, reason, liveVersion }: VerdictFacts): Verdict {
  const { id, status, createdAt, lastUpdatedAt } = runtime
  const why = shortened(reason ?? runtime.failureReason ?? 'AWS gives no reason')
  const still = liveVersion === undefined ? '' : `. Version ${liveVersion} still answers`

  switch (status) {
    case 'CREATING':
      return { tone: 'info', text: 'Being created', since: createdAt, next: connect(runtime) }
    case 'UPDATING':
      return { tone: 'info', text: `Being updated${still}`, since: lastUpdatedAt, next: seeLog(runtime) }
    case 'DELETING':
      return { tone: 'info', text: 'Being deleted', since: lastUpdatedAt, next: seeLeft(id) }
    case 'DELETE_FAILED':
      return { tone: 'danger', text: `Deletion failed: ${why}`, next: seeLeft(id) }
    case 'UPDATE_FAILED':
      return { tone: 'danger', text: `Update failed: ${why}${still}`, next: edit(runtime) }
    default:
      return { tone: 'danger', text: `Creation failed: ${why}`, next: edit(runtime) }
  }
}

/** A sentence goes on after it; AWS may have said much more. */
function shortened(text: string): string {
  return text.length > MAX_REASON ? `${text.slice(0, MAX_REASON)}…` : text.replace(/\.$/, '')
}

function tested(runtime: RuntimeDetail, { at, tools, trouble }: LastTest): Verdict {
  if (trouble) {
    const text = `Ready, but its last test failed: ${trouble.title.replace(/\.$/, '')}`
    return { tone: 'danger', text, tested: at, next: trouble.door ?? seeLog(runtime) }
  }
  const answered = `${tools} ${tools === 1 ? 'tool' : 'tools'} answered`
  const text = `Well at its last test: version ${runtime.version} is ready and ${answered}`
  return { tone: 'success', text, tested: at, next: connect(runtime) }
}

function untested({ runtime, lastTest, lacksSignIn = false }: VerdictFacts): Verdict {
  if (lacksSignIn) {
    const text = 'Ready, not tested yet: a test needs a token, and this browser keeps no sign-in'
    return { tone: 'info', text, next: { label: 'Sign in', href: routes.runtimeToken(runtime.id) } }
  }
  const text = lastTest ? `Ready, but version ${runtime.version} is not tested yet` : 'Ready, not tested yet'
  return { tone: 'info', text, next: 'test' }
}

function edit({ id }: RuntimeDetail): Door {
  return { label: 'Edit and launch', href: routes.setup({ from: id }) }
}

function connect({ id }: RuntimeDetail): Door {
  return { label: 'Connect a client', href: routes.runtimeTab(id, 'connect') }
}

function seeLog({ id }: RuntimeDetail): Door {
  return { label: 'See the log', href: routes.runtimeTab(id, 'logs') }
}

function seeLeft(id: string): Door {
  return { label: 'See what is left', href: routes.runtimeDelete(id) }
}
