import { parseArn } from '@/lib/aws/arn'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { agentCoreRegion } from '@/lib/aws/regions'
import type { CallerIdentity } from '@/lib/connections/identity'
import { readRole } from '@/lib/roles/queries'
import type { Report } from '@/scripts/checks/doctor-aws/finding'
import type { Reader } from '@/scripts/checks/doctor-aws/reader'
import type { SeenRuntime } from '@/scripts/checks/doctor-aws/runtimes'

const SERVICE_ROLE = 'AWSServiceRoleForBedrockAgentCoreRuntimeIdentity'

export function checkRegion({ region }: Connection, report: Report): void {
  const known = agentCoreRegion(region)
  const text = known ? `${region} is in Slipway's list` : `${region} is not in Slipway's list, which may be out of date`
  report(known ? 'as-assumed' : 'note', 'region', text)
}

/** Execution roles: documents can be read, the trust policy is recognized; and the service-linked role exists. */
export async function checkRoles(
  connection: Connection,
  runtimes: readonly SeenRuntime[],
  report: Report,
): Promise<void> {
  const names = [...new Set(runtimes.map(({ roleArn }) => roleArn.slice(roleArn.lastIndexOf('/') + 1)))]

  for (const name of names.slice(0, 5)) {
    const role = await readRole(connection, name).catch((error: unknown) => String(error))

    if (typeof role === 'string') {
      report('unseen', `role ${name}`, `could not be read: ${role}`)
    } else if (role === null) {
      report('differs', `role ${name}`, 'a runtime uses it, and it is gone')
    } else {
      const count = role.inlinePolicies.length + role.attachedPolicies.length
      report('as-assumed', `role ${name}`, `its trust policy and ${count} policies were read`)
    }
  }
  const linked = await readRole(connection, SERVICE_ROLE).catch(() => undefined)
  const text = linked ? 'exists' : 'is not there yet; AWS makes it with the first runtime'
  report(linked === undefined ? 'unseen' : 'note', SERVICE_ROLE, linked === undefined ? 'could not be read' : text)
}

/** Preflight and least privilege need the simulator, which many operators may not use. */
export async function checkSimulator(connection: Connection, { arn }: CallerIdentity, report: Report): Promise<void> {
  if (!parseArn(arn)?.resource.startsWith('user/')) {
    return report('unseen', 'policy simulator', 'tried for IAM users only')
  }
  try {
    const request = { PolicySourceArn: arn, ActionNames: ['bedrock-agentcore:CreateAgentRuntime'] }
    const { EvaluationResults = [] } = await awsClients(connection).iam.simulatePrincipalPolicy(request)
    const [result] = EvaluationResults
    const type = result?.MatchedStatements?.[0]?.SourcePolicyType ?? 'nothing'
    report('as-assumed', 'policy simulator', `answers ${result?.EvalDecision}; a statement's source is called ${type}`)
  } catch (error) {
    report('unseen', 'policy simulator', error instanceof Error ? error.name : String(error))
  }
}

/** What Slipway does not use yet, but says in its documents: the namespace of metrics, and quotas. */
export async function checkBeyond(reader: Reader, report: Report): Promise<void> {
  if (!reader.hasAllOfAws) {
    report('unseen', 'metrics and quotas', 'an emulator has none')
    return
  }
  const metrics = await reader.metrics('ListMetrics', { MetricName: 'Invocations', RecentlyActive: 'PT3H' })
  const found = ((metrics.body.Metrics ?? []) as { Namespace?: string }[]).map(({ Namespace }) => Namespace ?? '')
  const namespaces = [...new Set(found)].filter((name) => /agentcore/i.test(name))
  report(
    namespaces.length > 0 ? 'note' : 'unseen',
    'metrics namespace',
    namespaces.join(', ') || (metrics.errorCode ?? 'no recent metric'),
  )
  const quotas = await reader.quotas('ListServiceQuotas', { ServiceCode: 'bedrock-agentcore', MaxResults: 100 })
  const list = (quotas.body.Quotas ?? []) as { QuotaName?: string; Value?: number }[]
  const runtimes = list.filter(({ QuotaName }) => /runtime/i.test(QuotaName ?? ''))
  const text = runtimes.map(({ QuotaName, Value }) => `${QuotaName} ${Value}`).join('; ')
  report(text === '' ? 'unseen' : 'note', 'quotas', text || (quotas.errorCode ?? 'none is listed'))
}
