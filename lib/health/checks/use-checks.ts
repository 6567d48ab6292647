import { counted } from '@/lib/format/counted'
import type { Finding } from '@/lib/health/model'
import { type LogGroupSummary, logGroupName } from '@/lib/logs/model'
import { retentionText } from '@/lib/logs/retention'
import { routes } from '@/lib/routes'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import type { LastTest } from '@/lib/runtimes/verdict'

/** Where the log is, and for how long; null: there is no group yet. */
export function judgeLog({ id }: RuntimeDetail, group: Pick<LogGroupSummary, 'retentionDays'> | null): Finding {
  if (!group) {
    return { state: 'note', evidence: 'No log yet: AWS makes it at the first call.' }
  }
  const action = { label: 'Set how long', href: routes.logGroup(logGroupName(id, 'DEFAULT')) }
  return group.retentionDays === null
    ? { state: 'note', evidence: 'Lines are kept for ever, and paid for.', action }
    : { state: 'well', evidence: `Lines are kept for ${retentionText(group.retentionDays)}.` }
}

/** What became of a request without credentials. `ok`: it was refused as it should be. */
export type DoorKnock = { state: 'ok' | 'warning' | 'failed' | string; detail: string }

/** Whether callers without credentials stay out, and what the last test came to. */
export function judgeEndpoint(runtime: RuntimeDetail, knock: DoorKnock, test: LastTest | undefined): Finding {
  if (/^Answered without credentials/.test(knock.detail)) {
    const action = { label: 'Change who may call', href: routes.setup({ from: runtime.id, step: 'access' }) }
    return { state: 'failing', evidence: knock.detail, action }
  }
  const testIt = { label: 'Test it', href: routes.runtimeTest(runtime.id) }

  if (test?.version === runtime.version) {
    return test.trouble
      ? {
          state: 'failing',
          evidence: `Its last test failed: ${test.trouble.title}`,
          remedy: [test.trouble.cause, ...test.trouble.remedy].filter(Boolean).join(' '),
          at: test.at,
          action: test.trouble.door ?? testIt,
        }
      : { state: 'well', evidence: `${counted(test.tools, 'tool')} answered its last test.`, at: test.at }
  }
  if (knock.state !== 'ok') {
    return { state: 'warning', evidence: knock.detail, action: testIt }
  }
  return { state: 'note', evidence: `${knock.detail} No test of this version since Slipway started.`, action: testIt }
}

export type SignInFacts = {
  /** This browser keeps a sign-in; `until` (ISO 8601) is when it ends, `isTrusted`: the authorizer takes its app client. */
  kept?: { userName: string; until?: string | undefined; isTrusted: boolean } | undefined
  /** App clients that the authorizer trusts and the pool doesn't have. */
  missingClients: string[]
}

/** The authorizer, against the pool and the sign-in that is kept; `now` in milliseconds. */
export function judgeSignIn(runtime: RuntimeDetail, { kept, missingClients }: SignInFacts, now: number): Finding {
  const { inboundAuth, id } = runtime

  if (inboundAuth.type === 'sigv4') {
    return { state: 'well', evidence: 'Callers sign with AWS credentials.' }
  }
  if (missingClients.length > 0) {
    const evidence = `The authorizer trusts ${missingClients.join(', ')}, which the user pool doesn’t have: nobody gets a token from it.`
    return { state: 'failing', evidence, action: { label: 'See the user pool', href: routes.userPoolSettings(id) } }
  }
  if (inboundAuth.userPoolId === undefined) {
    return { state: 'well', evidence: `Tokens of ${new URL(inboundAuth.discoveryUrl).hostname}.` }
  }
  const action = { label: 'Sign in', href: routes.runtimeToken(id) }

  if (!kept) {
    return { state: 'note', evidence: 'No sign-in is kept here.', action }
  }
  if (!kept.isTrusted) {
    const evidence = `The sign-in of ${kept.userName} is of an app client that the authorizer no longer trusts.`
    return { state: 'warning', evidence, action }
  }
  return kept.until !== undefined && Date.parse(kept.until) <= now
    ? { state: 'warning', evidence: `The sign-in of ${kept.userName} has ended.`, at: kept.until, action }
    : { state: 'well', evidence: `${kept.userName} is signed in.` }
}

/** What the last day brought. `at` are ISO 8601; `isCut`: there were more lines than were read. */
export type Lately = {
  calls: number
  refused: number
  lastAt?: string | undefined
  /** What the log calls a fault of the server, the worst first. */
  faults: { title: string; at: string }[]
  isCut: boolean
}

export function judgeCalls({ id }: RuntimeDetail, { calls, refused, lastAt, faults, isCut }: Lately): Finding {
  const [fault] = faults
  const many = isCut ? 'more than ' : ''
  const none = isCut ? 'No call in the newest lines; there were more than are read.' : 'No call.'
  const evidence = calls === 0 ? none : `${many}${counted(calls, 'call')}, ${refused} refused.`
  const seeLog = { label: 'See the log', href: routes.runtimeTab(id, 'logs') }

  if (fault) {
    return { state: 'warning', evidence: `${evidence} The log says: ${fault.title}`, at: fault.at, action: seeLog }
  }
  return refused > 0
    ? {
        state: 'note',
        evidence,
        at: lastAt,
        action: { label: 'See what was refused', href: routes.runtimeActivityAt(id, 'refused=1') },
      }
    : {
        state: isCut && calls === 0 ? 'note' : 'well',
        evidence,
        at: lastAt,
        action: { label: 'Read the log', href: seeLog.href },
      }
}
