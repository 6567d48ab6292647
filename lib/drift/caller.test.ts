import { expect, it } from 'vitest'
import { callerOf } from '@/lib/drift/caller'
import { ownerOf } from '@/lib/drift/owner'

it.each([
  ['aws-sdk-js/3.1137.0 ua/2.1 os/linux lang/js slipway/0.1.0', '', 'Slipway'],
  ['aws-cli/2.31.0 md/awscrt#0.27.6 ua/2.1 os/macos md/command#iam.put-role-policy', '', 'AWS CLI'],
  ['APN/1.0 HashiCorp/1.0 Terraform/1.14.0 terraform-provider-aws/6.20.0 aws-sdk-go-v2/1.39', '', 'Terraform'],
  ['Botocore/1.44.8 md/awslabs#mcp#aws-api-mcp-server#1.5.6 md/via/AWS-API-MCP', '', 'MCP server'],
  ['Boto3/1.42 md/Botocore#1.44', '', 'SDK'],
  ['Mozilla/5.0 (X11; Linux x86_64)', '', 'console'],
  ['AWS Internal', 'cloudformation.amazonaws.com', 'CloudFormation'],
  ['cloudformation.amazonaws.com', '', 'CloudFormation'],
  ['curl/8.5.0', '', 'unknown'],
  ['', '', 'unknown'],
])('%s is known by its user agent', (agent, invokedBy, from) => {
  expect(callerOf(agent, invokedBy)).toBe(from)
})

it.each([
  [{ 'aws:cloudformation:stack-name': 'a' }, 'cloudformation'],
  [{ ManagedBy: 'Terraform' }, 'terraform'],
  [{ 'managed-by': 'opentofu' }, 'terraform'],
  [{ terraform: 'true' }, 'terraform'],
  [{ 'pulumi:project': 'a' }, 'pulumi'],
  [{ terraform: 'false' }, undefined],
  [{ 'managed-by': 'slipway', team: 'terraform' }, undefined],
])('%j is kept by %s', (tags, owner) => {
  expect(ownerOf(tags as Record<string, string>)).toBe(owner)
})
