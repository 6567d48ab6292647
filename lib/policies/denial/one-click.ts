import type { PolicyStatement } from '@/lib/policies/document/model'
import { assessRisk } from '@/lib/policies/risk/assess'
import type { RiskCategory } from '@/lib/policies/risk/model'

/**
 * Why a statement that a log line or a pasted text asks for must not be a click away; undefined for one that only reads what nobody
 * would hide. Whoever gets text into a log can write such a line, so it is no reason to give anything that could do harm.
 */
export function heldBack(statement: PolicyStatement): string | undefined {
  const actions = statement.Action ?? []
  const changing = actions.find((action) => !READING.test(action) || CHANGING.test(action))

  if (changing !== undefined || actions.length === 0) {
    return `${changing ?? 'It'} may change something.`
  }
  const hiding = actions.find((action) => HIDING.test(action))

  if (hiding !== undefined) {
    return `${hiding}: ${HARM.secrets}`
  }
  const document = { Version: '2012-10-17' as const, Statement: [statement] }
  const risks = assessRisk([{ name: 'proposed', document }])
  const harm = risks.find(({ grade, category }) => grade !== 'low' || GRAVE.has(category))
  return harm && `${actions.join(', ')}: ${HARM[harm.category]}`
}

/** What an action that lists or counts is called; most that are called Get hand out what is stored. The test asks the catalogue. */
const READING =
  /^[a-z0-9-]+:((Describe|List)[A-Z0-9]\w*|Get\w*(Count|Forecast|Location|MetricData|Metrics|Statistics|Status|Summary|Tagging|Tags|Usage|Versioning))$/
/** So called, and yet sorted as writing. */
const CHANGING =
  /^(aidevops:DescribeSupportLevel|backup:ListIndexedRecoveryPointsForSearch|backup-storage:\w+|(bcm-pricing-calculator|honeycode|route53globalresolver):ListTagsForResource|glue:(DescribeConnectionType|DescribeEntity|GetLogParsingStatus|GetNotebookInstanceStatus|GetStage\w*|ListConnectionTypes|ListEntities)|iot:ListSubscriptions|monitron:ListProjectAdminUsers|quicksight:Describe(KnowledgeBase|Space|Topic)Permissions)$/
/** List and describe, and hand out with it what is stored: keys, passwords, the environment or the words of others. */
const HIDING =
  /(Keys?|Secrets?|Passwords?|Credentials?|Tokens?)$|^(bedrock-agentcore:List(Actors|Events|Memory\w*|Sessions)|apprunner:DescribeService|batch:DescribeJob\w*|cloudformation:DescribeStacks|ec2:DescribeVpnConnections|ecs:DescribeTask\w*|elasticbeanstalk:DescribeConfigurationSettings|lambda:ListFunctions|ssm:ListCommand\w*|sagemaker:Describe\w*Job)$/
const GRAVE: ReadonlySet<RiskCategory> = new Set([
  'administration',
  'escalation',
  'secrets',
  'credentials',
  'agentcore',
])

const HARM: Record<RiskCategory, string> = {
  administration: 'it makes an administrator of the server.',
  escalation: 'it may lead to more permissions than it names.',
  agentcore: 'it acts on AgentCore itself.',
  credentials: 'it hands out credentials.',
  secrets: 'it reads what somebody meant to keep secret.',
  exfiltration: 'it reads what is stored, and not only that it is there.',
  exposure: 'it may open something to others.',
  change: 'it may change something.',
}
