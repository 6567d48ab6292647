import { limitingValues } from '@/lib/policies/evaluate/condition-limits'
import type { Grant } from '@/lib/policies/evaluate/grants'
import { matchesAction } from '@/lib/policies/evaluate/match'

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
export function passingTo(grants: Grant[], actions: string[]): Grant[] {
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
