import type { Tags } from '@/lib/deployments/spec/names'
import { callerOf } from '@/lib/drift/caller'
import { ownerOf } from '@/lib/drift/owner'
import type { Maker } from '@/lib/take-over/model'

const TITLES = { cloudformation: 'CloudFormation', terraform: 'Terraform', pulumi: 'Pulumi' } as const

/** How the role is named that the starter toolkit makes for a runtime. */
const TOOLKIT_ROLE = /^AmazonBedrockAgentCoreSDKRuntime-/

/** The maker by what the runtime carries; undefined where only CloudTrail can tell. */
export function makerByTags(tags: Tags, roleName: string): Maker | undefined {
  const owner = ownerOf(tags)
  const cli = Object.keys(tags).find((key) => /^agentcore:/i.test(key))

  if (owner === 'cloudformation') {
    const stack = Object.entries(tags).find(([key]) => /^aws:cloudformation:stack-name$/i.test(key))?.[1]
    // The AgentCore CLI deploys through the CDK, into stacks that begin so.
    const isCli = cli !== undefined || /^AgentCore-/.test(stack ?? '')
    const tool = isCli ? 'AgentCore CLI' : 'CloudFormation'
    return { tool, ...(stack ? { stack } : {}), by: 'tags that CloudFormation sets', reverts: true }
  }
  if (owner) {
    return { tool: TITLES[owner], by: 'its tags', reverts: true }
  }
  if (cli !== undefined) {
    return { tool: 'AgentCore CLI', by: `the tag ${cli}`, reverts: true }
  }
  return TOOLKIT_ROLE.test(roleName)
    ? { tool: 'AgentCore starter toolkit', by: `the name of its role, ${roleName}`, reverts: true }
    : undefined
}

const REVERTING = new Set(['CloudFormation', 'Terraform', 'Pulumi'])

/** The maker by the call that created it. */
export function makerByCall({ agent, invokedBy, arn }: { agent: string; invokedBy: string; arn: string }): Maker {
  const caller = callerOf(agent, invokedBy)
  const tool = caller === 'unknown' ? 'an unknown program' : caller === 'console' ? 'the AWS console' : caller
  return { tool, by: `CloudTrail: created by ${arn || invokedBy}`, reverts: REVERTING.has(caller) }
}
