import { limitingValues } from '@/lib/policies/evaluate/condition-limits'
import { refusePolicy } from '@/lib/policies/evaluate/danger'
import type { NamedPolicy } from '@/lib/policies/evaluate/evaluate'
import { type Grant, grantsOf, indexStatements } from '@/lib/policies/evaluate/grants'
import { matchesAction } from '@/lib/policies/evaluate/match'
import { ESCALATION_PATHS, type EscalationPath, readPaths } from '@/lib/policies/risk/escalation-paths'
import { distinct, lower } from '@/lib/policies/risk/grading'
import { groupRisks } from '@/lib/policies/risk/groups'
import { RISK_GRADES, type Risk, type RiskGrade } from '@/lib/policies/risk/model'
import { AGENTCORE_PATHS, OTHER_PATHS } from '@/lib/policies/risk/own-actions'
import { limitsOf } from '@/lib/policies/risk/scope'
import { pathWords } from '@/lib/policies/risk/words'

/**
 * The worst that an assistant with these policies could do, the worst first. A Deny that takes everything away and the boundary
 * count; scopes in Resource and Condition lower the grade. What other accounts, organizations and resource policies do is not known.
 */
export function assessRisk(policies: NamedPolicy[], boundary?: NamedPolicy): Risk[] {
  const index = indexStatements(policies, boundary)
  const remembered = new Map<string, Grant[]>()

  function grants(action: string): Grant[] {
    const known = remembered.get(action) ?? grantsOf(index, action)
    remembered.set(action, known)
    return known
  }
  const paths = [...ESCALATION_PATHS, ...OWN_PATHS].flatMap((path) => pathRisk(path, grants))
  const risks = [...administration(policies), ...withSimpler(paths), ...groupRisks(grants, paths)]
  return risks.toSorted((one, other) => RISK_GRADES.indexOf(one.grade) - RISK_GRADES.indexOf(other.grade))
}

const OWN_PATHS = [
  ...readPaths(AGENTCORE_PATHS, () => ({
    name: 'AWS, AgentCore developer guide',
    url: 'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/security-iam.html',
  })),
  ...readPaths(OTHER_PATHS, () => ({
    name: 'AWS, Service Authorization Reference',
    url: 'https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html',
  })),
]

/** What Slipway refuses anyway: the statements of all policies are looked at together. */
function administration(policies: NamedPolicy[]): Risk[] {
  const Statement = policies.flatMap(({ document }) => document.Statement)
  const refused = refusePolicy({ Version: '2012-10-17', Statement })

  if (!refused) {
    return []
  }
  const { allows } = indexStatements(policies)
  const wide = allows.filter(({ coversAction }) => coversAction('iam:PutRolePolicy') || coversAction('qzx7:Anything'))
  return [
    {
      id: 'administration',
      category: 'administration',
      grade: 'critical',
      title: 'Administrator of the account',
      explanation:
        'Together these policies allow practically every action on every resource. Slipway does not save that.',
      actions: ['*'],
      statements: wide.map(({ ref }) => ref),
      limitedBy: [],
    },
  ]
}

const PATH_GRADES: Record<EscalationPath['kind'], RiskGrade> = {
  self: 'critical',
  identity: 'critical',
  pass: 'critical',
  takeover: 'high',
}

function pathRisk(path: EscalationPath, grants: (action: string) => Grant[]): Risk[] {
  const { id, actions, kind, source } = path
  const needed = actions.map((action) =>
    action === 'iam:PassRole' ? passingTo(grants(action), actions) : grants(action),
  )

  if (needed.some((found) => found.length === 0)) {
    return []
  }
  const limitedBy = [...new Set(needed.flatMap((found, at) => limitsOf(found, actions[at] ?? '')))].toSorted()
  const ofAgentCore = actions.some((action) => action.startsWith('bedrock-agentcore:'))
  return [
    {
      id,
      category: ofAgentCore ? 'agentcore' : 'escalation',
      grade: lower(ofAgentCore ? 'critical' : PATH_GRADES[kind], limitedBy.length),
      ...pathWords(path),
      actions,
      statements: distinct(needed.flat()),
      limitedBy,
      source,
    },
  ]
}

/** Marks the paths that only add actions to another one which is at least as bad. */
function withSimpler(risks: Risk[]): Risk[] {
  return risks.map((risk) => {
    const simpler = risks.find(
      (other) =>
        other.actions.length < risk.actions.length &&
        RISK_GRADES.indexOf(other.grade) <= RISK_GRADES.indexOf(risk.grade) &&
        other.actions.every((action) => risk.actions.includes(action)),
    )
    return simpler ? { ...risk, within: simpler.id } : risk
  })
}

/** Services whose principal isn't `prefix.amazonaws.com` alone. */
const PRINCIPALS: Record<string, string[]> = {
  apprunner: ['apprunner', 'build.apprunner', 'tasks.apprunner'],
  autoscaling: ['autoscaling', 'ec2'],
  batch: ['batch', 'ecs-tasks', 'ec2'],
  'cognito-identity': ['cognito-identity', 'cognito-idp'],
  datapipeline: ['datapipeline', 'elasticmapreduce', 'ec2'],
  ecs: ['ecs', 'ecs-tasks', 'ec2'],
  elasticmapreduce: ['elasticmapreduce', 'ec2'],
  imagebuilder: ['imagebuilder', 'ec2'],
  sagemaker: ['sagemaker'],
  ssm: ['ssm', 'ec2'],
}

/** The grants of iam:PassRole that let a role go to one of the services that these actions belong to. */
function passingTo(grants: Grant[], actions: string[]): Grant[] {
  const services = [...new Set(actions.map((action) => action.slice(0, action.indexOf(':'))))]
  const principals = services
    .filter((service) => service !== 'iam')
    .flatMap((service) => PRINCIPALS[service] ?? [service])
    .map((name) => `${name}.amazonaws.com`)

  return grants.filter(({ statement, bounds, denies }) =>
    [statement, ...(bounds.length === 1 ? bounds : []), ...denies].every(({ Effect, Condition }) =>
      limitingValues(Effect, Condition, 'iam:PassedToService').every((allowed) =>
        allowed.some((value) => principals.some((name) => reaches(value, name))),
      ),
    ),
  )
}

/** China's principals end in `.com.cn`. */
function reaches(value: string, principal: string): boolean {
  return matchesAction(value, principal) || matchesAction(value, `${principal}.cn`) || value.includes('${')
}
