import { ACCOUNT_ID, PARTITION } from '@/lib/practice/account'
import { flag, listOf, number, structure, text } from '@/lib/practice/mcp/shape'
import type { Filter } from '@/lib/practice/seed/ec2-instances'
import { describeInstances, tagsOf } from '@/lib/practice/seed/ec2-instances'
import { type SeedInstance, type SeedService, seedOperation } from '@/lib/practice/seed/model'
import { instancesIn } from '@/lib/practice/seed/store'
import type { AuthorizationRequest, Call } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

const REGIONS = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-central-1', 'eu-west-1', 'ap-northeast-1', 'ap-southeast-2']

type Instances = { InstanceIds: string[] }
type DescribeInstances = { InstanceIds?: string[]; Filters?: Filter[]; MaxResults?: number }

const filters = listOf(structure({ Name: text, Values: listOf(text) }, ['Name']))
const instancesOnly = structure({ InstanceIds: listOf(text), DryRun: flag, Force: flag }, ['InstanceIds'])

/** Three instances, which can be stopped and started. */
export const ec2: SeedService = {
  command: 'ec2',
  service: 'ec2',
  fullName: 'Amazon Elastic Compute Cloud',
  protocol: 'query',
  operations: {
    DescribeInstances: seedOperation<DescribeInstances>({
      input: structure({ InstanceIds: listOf(text), Filters: filters, MaxResults: number }),
      authorization: () => [{ action: 'ec2:DescribeInstances', resource: '*' }],
      run: (input, call) => {
        const chosen = input.InstanceIds ? instancesOf(call, input.InstanceIds) : instancesIn(call)
        return describeInstances(chosen, input.Filters ?? [], call)
      },
    }),
    DescribeRegions: seedOperation<{ RegionNames?: string[] }>({
      input: structure({ RegionNames: listOf(text), Filters: filters, AllRegions: flag }),
      authorization: () => [{ action: 'ec2:DescribeRegions', resource: '*' }],
      run: ({ RegionNames }) => ({
        Regions: REGIONS.filter((name) => RegionNames?.includes(name) ?? true).map((name) => ({
          Endpoint: `ec2.${name}.amazonaws.com`,
          RegionName: name,
          OptInStatus: 'opt-in-not-required',
        })),
      }),
    }),
    StopInstances: seedOperation<Instances>({
      input: instancesOnly,
      authorization: (input, call) => onInstances('ec2:StopInstances', input, call),
      run: (input, call) => ({ StoppingInstances: changeState(input, call, 'stopped') }),
    }),
    StartInstances: seedOperation<Instances>({
      input: instancesOnly,
      authorization: (input, call) => onInstances('ec2:StartInstances', input, call),
      run: (input, call) => ({ StartingInstances: changeState(input, call, 'running') }),
    }),
  },
}

function onInstances(action: string, { InstanceIds }: Instances, call: Call): AuthorizationRequest[] {
  const { region } = call
  return InstanceIds.map((id) => {
    const instance = instancesIn(call).find((one) => one.id === id)
    const tags = instance ? tagsOf(instance) : []
    return {
      action,
      resource: `arn:${PARTITION}:ec2:${region}:${ACCOUNT_ID}:instance/${id}`,
      context: Object.fromEntries([
        ['ec2:Region', region],
        ...tags.flatMap(({ Key, Value }) => [
          [`aws:ResourceTag/${Key}`, Value],
          [`ec2:ResourceTag/${Key}`, Value],
        ]),
      ]),
    }
  })
}

function instancesOf(call: Call, ids: string[]): SeedInstance[] {
  return ids.map((id) => {
    if (!/^i-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) {
      throw new ServiceError('InvalidInstanceID.Malformed', `Invalid id: "${id}"`)
    }
    const instance = instancesIn(call).find((one) => one.id === id)

    if (!instance) {
      throw new ServiceError('InvalidInstanceID.NotFound', `The instance ID '${id}' does not exist`)
    }
    return instance
  })
}

function changeState({ InstanceIds }: Instances, call: Call, next: SeedInstance['state']) {
  return instancesOf(call, InstanceIds).map((instance) => {
    const previous = instance.state
    instance.state = next
    return { InstanceId: instance.id, CurrentState: { Name: next }, PreviousState: { Name: previous } }
  })
}
