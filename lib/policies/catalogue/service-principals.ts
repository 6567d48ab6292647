import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import { nearestNames } from '@/lib/policies/findings/nearest'

/** First labels of principals that are not the prefix of a service. Source: AWS's documentation of the services, late 2026. */
const OTHERS = new Set(
  `airflow-env amazonmq appmesh-preview autoscaling-plans billingconsole billingreports cloudwatch-crossaccount config-conforms
  config-multiaccountsetup costalerts crawler customer-portal diode ec2fleet ec2scheduled ecs-tasks edgelambda eks-fargate eks-fargate-pods
  eks-nodegroup elasticache export iotdevicemanagement kafkaconnect lexv2 monitoring opensearchservice opsworks opsworks-cm rds reporting
  resource-explorer-2 sms spot spotfleet sqlworkbench ssm-incidents support transitgateway vm-import vmie vpc-flow-logs vpce waf`.split(
    /\s+/,
  ),
)

const FORM = /^([a-z0-9][a-z0-9.-]*)\.amazonaws\.com(\.cn)?$/

/** Whether AWS could have a service of this name; one label that a service has is enough (`delivery.logs`, `pods.eks`). */
export function isServicePrincipal(catalogue: Catalogue, name: string): boolean {
  const labels = FORM.exec(name)?.[1]?.split('.')
  return labels === undefined || labels.some((label) => OTHERS.has(label) || catalogue.isKnown(label))
}

/** The principal that a wrong name stands for, if one is near: `agentcore` is the end of `bedrock-agentcore`. */
export function meantPrincipal(catalogue: Catalogue, name: string): string | undefined {
  const label = FORM.exec(name)?.[1]

  if (label === undefined) {
    return undefined
  }
  const known = [...catalogue.prefixes(), ...OTHERS]
  const longer = known.filter((one) => one.endsWith(`-${label}`) || one.startsWith(`${label}-`))
  const [meant] = longer.length === 1 ? longer : nearestNames(label, known, 3)
  return meant === undefined ? undefined : `${meant}.amazonaws.com`
}
