import { expect, it } from 'vitest'
import { makerByCall, makerByTags } from '@/lib/take-over/maker'
import { makerText, revertText } from '@/lib/take-over/words'

const STACK = { 'aws:cloudformation:stack-name': 'tools', 'aws:cloudformation:logical-id': 'Server' }

it.each<[string, Record<string, string>, string, object | undefined]>([
  ['a stack', STACK, 'r', { tool: 'CloudFormation', stack: 'tools', reverts: true }],
  ['a stack over other tags', { ...STACK, 'managed-by': 'terraform' }, 'r', { tool: 'CloudFormation' }],
  [
    'the stack of the AgentCore CLI',
    { 'aws:cloudformation:stack-name': 'AgentCore-demo-default' },
    'r',
    { tool: 'AgentCore CLI', stack: 'AgentCore-demo-default' },
  ],
  ['Terraform', { Terraform: 'true' }, 'r', { tool: 'Terraform', reverts: true }],
  ['the role of the toolkit', {}, 'AmazonBedrockAgentCoreSDKRuntime-us-east-1-0123456789', { tool: /toolkit/ }],
  ['nothing', { team: 'terraformers' }, 'AmazonBedrock', undefined],
])('knows the maker by %s', (_, tags, role, maker) => {
  const found = makerByTags(tags, role)
  const { tool, ...rest } = (maker ?? {}) as { tool?: string | RegExp }
  expect(found === undefined).toBe(maker === undefined)
  expect(found ?? {}).toMatchObject(rest)
  expect(found?.tool ?? '').toMatch(tool ?? '')
})

it('knows it by the call, and says who would revert', () => {
  const call = { agent: 'APN/1.0 HashiCorp/1.0 Terraform/1.9', invokedBy: '', arn: 'arn:aws:iam::111122223333:user/ci' }
  expect(makerByCall(call)).toMatchObject({ tool: 'Terraform', reverts: true })
  expect(makerByCall({ ...call, agent: 'aws-cli/1.40.0' })).toMatchObject({ tool: 'AWS CLI', reverts: false })
  const maker = makerByTags(STACK, 'r') ?? null
  expect(revertText({ maker, name: 'one' })).toBe('The next deploy of tools reverts what you change of one here.')
  expect(makerText({ maker: null, trail: 'Denied.' })).toBe('Who made it is not known. Denied.')
})
