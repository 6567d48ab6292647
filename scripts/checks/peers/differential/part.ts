import { startPractice } from '@/lib/practice/server/start'
import type { Decision } from '@/scripts/checks/peers/differential/decision'
import { answeredBy, differencesOf, judge, strictness } from '@/scripts/checks/peers/differential/differential'
import type { DifferentialCall } from '@/scripts/checks/peers/differential/differential-call'
import { AGENTCORE_CALLS } from '@/scripts/checks/peers/differential/differential-calls-agentcore'
import { COGNITO_CALLS } from '@/scripts/checks/peers/differential/differential-calls-cognito'
import { DIRECTORY_CALLS } from '@/scripts/checks/peers/differential/differential-calls-directory'
import { IAM_CALLS } from '@/scripts/checks/peers/differential/differential-calls-iam'
import { LOGS_CALLS } from '@/scripts/checks/peers/differential/differential-calls-logs'
import { AGENTCORE_DECISIONS } from '@/scripts/checks/peers/differential/differential-decisions-agentcore'
import { COGNITO_DECISIONS } from '@/scripts/checks/peers/differential/differential-decisions-cognito'
import { DIRECTORY_DECISIONS } from '@/scripts/checks/peers/differential/differential-decisions-directory'
import { IAM_DECISIONS } from '@/scripts/checks/peers/differential/differential-decisions-iam'
import { LOGS_DECISIONS } from '@/scripts/checks/peers/differential/differential-decisions-logs'
import { runCalls } from '@/scripts/checks/peers/differential/differential-run'
import { judgedOperation } from '@/scripts/checks/peers/judged'
import { startEmulator } from '@/scripts/checks/peers/moto/moto-stack'
import type { Part } from '@/scripts/checks/peers/part'
import type { Programs } from '@/scripts/checks/peers/programs'
import { validateExchanges } from '@/scripts/checks/peers/service-model/model-report'
import { startRecordingProxy } from '@/scripts/checks/peers/service-model/recording-proxy'

const CALLS: readonly DifferentialCall[] = [
  ...IAM_CALLS,
  ...LOGS_CALLS,
  ...COGNITO_CALLS,
  ...DIRECTORY_CALLS,
  ...AGENTCORE_CALLS,
]
const NO_DELAYS = { rolePropagationMs: 0, policyPropagationMs: 0, readyMs: 0, coldStartMs: 0 }

/** The same calls, valid and invalid, to the practice account and to moto; every difference has to be decided. */
export const differential: Part = {
  name: 'differential',
  judges: true,
  run: async (programs) => {
    const practice = await onPractice()
    const moto = await onMoto(programs)
    const differences = differencesOf(CALLS, practice.outcomes, moto)
    const { undecided, stale, twice } = judge(differences, DECISIONS)
    const report = validateExchanges(
      programs,
      practice.exchanges.map((exchange) => ({ exchange, checkRequest: false })),
    )
    const invalid = new Set(report.invalid_requests.map((at) => CALLS[at]?.[0] ?? ''))
    const failed = [
      ...undecided.map((text) => `not decided: ${text}`),
      ...stale.map((text) => `decided, and not there any more: ${text}`),
      ...twice.map((text) => `decided twice: ${text}`),
      ...strictness(CALLS, practice.outcomes, { moto, invalid, decisions: DECISIONS }),
      ...report.violations,
    ]
    const refused = practice.outcomes.filter(({ status }) => !status.startsWith('ok')).length
    return {
      passed: CALLS.length + report.responses - new Set(failed).size,
      failed,
      lines: [
        `${CALLS.length} calls compared, ${refused} of them refused by the practice account`,
        `${differences.length} differences, ${differences.length - undecided.length} of them decided in ${DECISIONS.length} entries: ${tally()}`,
        `${invalid.size} of the requests are invalid for botocore, too`,
        `${report.responses} answers of the practice account validated, ${report.violations.length} violations`,
      ],
      ...(failed.length === 0 ? { judged: answeredBy(CALLS, moto).map(judgedName) } : {}),
    }
  },
}

/** `iam.createRole` → `iam CreateRole` */
function judgedName(operation: string): string {
  const [client = '', method = ''] = operation.split('.')
  return judgedOperation(client, method.charAt(0).toUpperCase() + method.slice(1))
}

function tally(): string {
  const sides = ['practice account', 'moto', 'both'] as const
  return sides.map((side) => `${side} right ${DECISIONS.filter(({ right }) => right === side).length}`).join(', ')
}

async function onPractice() {
  const practice = await startPractice({ delays: NO_DELAYS })
  const proxy = await startRecordingProxy(practice.url)

  try {
    const outcomes = await runCalls({ ...practice, url: proxy.url }, CALLS)
    const exchanges = await proxy.stop()

    if (exchanges.length !== CALLS.length) {
      throw new Error(`${CALLS.length} calls made ${exchanges.length} requests.`)
    }
    return { outcomes, exchanges }
  } finally {
    await practice.close()
  }
}

async function onMoto(programs: Programs) {
  const { url, stop } = await startEmulator(programs.peer('moto_server'), {
    args: (port) => ['-H', '127.0.0.1', '-p', port],
    env: () => ({ NODE_ENV: 'test', MOTO_IAM_LOAD_MANAGED_POLICIES: 'true' }),
    path: '/moto-api/data.json',
  })

  try {
    return await runCalls({ url, accessKeyId: 'testing', secretAccessKey: 'testing' }, CALLS)
  } finally {
    stop()
  }
}

/** What was decided about each difference between the practice account and moto. */
const DECISIONS: readonly Decision[] = [
  ...IAM_DECISIONS,
  ...LOGS_DECISIONS,
  ...COGNITO_DECISIONS,
  ...DIRECTORY_DECISIONS,
  ...AGENTCORE_DECISIONS,
]
