import fc from 'fast-check'
import { expect, test } from 'vitest'
import { practiceServices } from '@/lib/practice/server/services'
import { createRouter, matchSegments, segmentsOf } from '@/lib/practice/wire/routing'
import type { WireRequest } from '@/lib/practice/wire/wire'

const route = createRouter(practiceServices().map(({ model }) => model))

const ARN = 'arn:aws:bedrock-agentcore:us-east-1:000000000000:runtime/a-AbCdEf1234'

function request(parts: Partial<WireRequest>): WireRequest {
  return { method: 'GET', path: '/', rawQuery: '', headers: {}, body: Buffer.alloc(0), ...parts }
}

function targetOf(parts: Partial<WireRequest>): string {
  const routed = route(request(parts))
  return routed.kind === 'target'
    ? `${routed.target.service.id} ${routed.target.operation.name} ${JSON.stringify(routed.target.labels)}`
    : `${routed.protocol} ${routed.error.code} ${routed.error.status}`
}

test('CloudTrail is found by the target of the SDKs, with a package before it and without', () => {
  const type = { 'content-type': 'application/x-amz-json-1.1' }
  const bare = { ...type, 'x-amz-target': 'CloudTrail_20131101.LookupEvents' }
  const whole = { ...type, 'x-amz-target': `com.amazonaws.cloudtrail.v20131101.${bare['x-amz-target']}` }
  expect(targetOf({ method: 'POST', headers: bare })).toBe('cloudtrail LookupEvents {}')
  expect(targetOf({ method: 'POST', headers: whole })).toBe('cloudtrail LookupEvents {}')
})

test.each([
  ['PUT', '/runtimes/', 'agentcore-control CreateAgentRuntime {}'],
  ['PUT', '/runtimes', 'agentcore-control CreateAgentRuntime {}'],
  ['POST', '/runtimes/', 'agentcore-control ListAgentRuntimes {}'],
  ['GET', '/runtimes/a-AbCdEf1234/', 'agentcore-control GetAgentRuntime {"agentRuntimeId":"a-AbCdEf1234"}'],
  [
    'PUT',
    '/runtimes/a-AbCdEf1234/runtime-endpoints/dev/',
    'agentcore-control UpdateAgentRuntimeEndpoint {"agentRuntimeId":"a-AbCdEf1234","endpointName":"dev"}',
  ],
  ['DELETE', `/tags/${encodeURIComponent(ARN)}`, `agentcore-control UntagResource {"resourceArn":"${ARN}"}`],
  [
    'POST',
    `/runtimes/${encodeURIComponent(ARN)}/invocations`,
    `agentcore InvokeAgentRuntime {"agentRuntimeArn":"${ARN}"}`,
  ],
  ['PATCH', '/runtimes/', 'rest-json UnknownOperationException 404'],
  ['GET', '/', 'rest-json UnknownOperationException 404'],
  ['GET', '/runtimes/%E0%A4%A/', 'rest-json UnknownOperationException 404'],
])('REST: %s %s', (method, path, expected) => {
  expect(targetOf({ method, path })).toBe(expected)
})

test.each([
  ['Logs_20140328.DescribeLogGroups', 'application/x-amz-json-1.1', 'logs DescribeLogGroups {}'],
  [
    'AWSCognitoIdentityProviderService.InitiateAuth',
    'application/x-amz-json-1.1; charset=utf-8',
    'cognito InitiateAuth {}',
  ],
  ['Logs_20140328.Nope', 'application/x-amz-json-1.1', 'json UnknownOperationException 400'],
  ['Other.DescribeLogGroups', 'application/x-amz-json-1.1', 'json UnknownOperationException 400'],
  ['Logs_20140328.DescribeLogGroups', 'text/plain', 'json SerializationException 400'],
])('JSON: %s as %s', (target, type, expected) => {
  expect(targetOf({ method: 'POST', headers: { 'x-amz-target': target, 'content-type': type } })).toBe(expected)
})

test.each([
  ['Action=ListRoles&Version=2010-05-08', 'iam ListRoles {}'],
  ['Action=GetCallerIdentity&Version=2011-06-15', 'sts GetCallerIdentity {}'],
  ['Action=ListRoles&Version=2011-06-15', 'query InvalidAction 400'],
  ['Action=toString&Version=2010-05-08', 'query InvalidAction 400'],
  ['', 'query InvalidAction 400'],
])('Query: %s', (body, expected) => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
  expect(targetOf({ method: 'POST', headers, body: Buffer.from(body) })).toBe(expected)
})

test('a label gives back what was encoded into it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
      const parts = segmentsOf(`/tags/${encodeURIComponent(text)}/`)
      expect(matchSegments(['tags', '{arn}'], parts)).toEqual({ arn: text })
    }),
  )
})

test('a greedy label takes the rest', () => {
  expect(matchSegments(['a', '{rest+}'], ['a', 'b', 'c%20d'])).toEqual({ rest: 'b/c d' })
  expect(matchSegments(['a', '{rest+}'], ['a'])).toBeUndefined()
})
