import { randomBytes } from 'node:crypto'
import { startPractice } from '@/lib/practice/server/start'
import { judgedOperation } from '@/scripts/checks/peers/judged'
import type { Part } from '@/scripts/checks/peers/part'
import { validateExchanges } from '@/scripts/checks/peers/service-model/model-report'
import { type Exchange, startRecordingProxy } from '@/scripts/checks/peers/service-model/recording-proxy'
import { lostMembers, runtimeMembers } from '@/scripts/checks/peers/service-model/runtime-members'
import { sentOperations } from '@/scripts/checks/peers/service-model/sent-operations'

const NO_DELAYS = { rolePropagationMs: 0, policyPropagationMs: 0, readyMs: 0, coldStartMs: 0 }

/** Every request of Slipway's in the life of two deployments, and every answer to it, against botocore's service models. */
export const serviceModel: Part = {
  name: 'service-model',
  judges: true,
  run: async (programs) => {
    const practice = await startPractice({ delays: NO_DELAYS })
    const proxy = await startRecordingProxy(practice.url)
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: proxy.url,
      AWS_ACCESS_KEY_ID: practice.accessKeyId,
      AWS_SECRET_ACCESS_KEY: practice.secretAccessKey,
      AWS_REGION: practice.region,
      NEXTAUTH_SECRET: randomBytes(32).toString('hex'),
    })

    let exchanges: Exchange[] = []

    try {
      // Slipway reads its environment once, when it is loaded.
      const { wholeLife } = await import('@/scripts/checks/peers/service-model/service-model-journey')
      await wholeLife()
    } finally {
      exchanges = await proxy.stop()
      await practice.close()
    }
    const report = validateExchanges(
      programs,
      exchanges.map((exchange) => ({ exchange, checkRequest: true })),
    )
    const seen = new Set(Object.keys(report.operations).map((name) => name.slice(name.indexOf(':') + 1)))
    const members = runtimeMembers(programs)
    const lost = lostMembers(members)
    const missing = sentOperations()
      .map((operation) => operation.split(':')[1] ?? '')
      .filter((name) => !seen.has(name))
    const failed = [
      ...report.violations,
      ...lost,
      ...missing.map((name) => `Slipway sends ${name}, and the journey does not`),
    ]
    return {
      passed: report.requests + report.responses - report.violations.length,
      failed,
      ...(failed.length === 0 ? { judged: Object.keys(report.operations).map(judgedName) } : {}),
      lines: [
        `${report.requests} requests and ${report.responses} answers of ${seen.size} operations validated, ${report.violations.length} violations`,
        `${members.update.length} members of UpdateAgentRuntime, ${lost.length} lost by an update`,
        ...Object.entries(report.decided).map(([why, count]) => `decided ${count} times: ${why}`),
        `beside the models: ${Object.keys(report.unmodelled).length === 0 ? 'nothing' : JSON.stringify(report.unmodelled)}`,
      ],
    }
  },
}

/** `cognito-idp:CreateUserPool` → `cognito CreateUserPool` */
function judgedName(operation: string): string {
  const [service = '', name = ''] = operation.split(':')
  return judgedOperation(service, name)
}
