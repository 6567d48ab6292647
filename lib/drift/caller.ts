import type { Caller } from '@/lib/drift/model'

/** In this order: Terraform and Slipway use SDKs, and the CLI is one. */
const AGENTS: readonly [RegExp, Caller][] = [
  [/(^|\s)slipway\//i, 'Slipway'],
  [/^cloudformation\.amazonaws\.com/i, 'CloudFormation'],
  [/terraform|opentofu/i, 'Terraform'],
  [/pulumi/i, 'Pulumi'],
  [/awslabs[#/]mcp|AWS-API-MCP/i, 'MCP server'],
  [/^aws-cli\/|\baws-cli\//i, 'AWS CLI'],
  [/console\.amazonaws\.com|signin\.amazonaws\.com|^Mozilla\/|AWSConsole|aws-internal|AWS Internal/i, 'console'],
  [/aws-sdk|boto(3|core)\//i, 'SDK'],
]

/** What was used for a call, by its user agent and the service that called for somebody. */
export function callerOf(agent: string, invokedBy = ''): Caller {
  const said = /^cloudformation\./i.test(invokedBy) ? invokedBy : agent
  return AGENTS.find(([pattern]) => pattern.test(said))?.[1] ?? 'unknown'
}
