// biome-ignore-all lint/suspicious/noTemplateCurlyInString: IAM writes its policy variables like this.
import { describe, expect, it } from 'vitest'
import { conditionsHold } from '@/lib/policies/evaluate/conditions'
import { type ContextValues, requestContext } from '@/lib/policies/evaluate/context'

function holds(operator: string, policy: string | string[], sent: string | string[] | undefined): boolean {
  const context: ContextValues = sent === undefined ? {} : { 'aws:Key': sent }
  return conditionsHold({ [operator]: { 'AWS:key': [policy].flat() } }, requestContext(context), '2012-10-17')
}

describe('one value against one value', () => {
  it.each([
    ['StringEquals', 'a', 'a', true],
    ['StringEquals', 'a', 'A', false],
    ['StringEquals', 'a*', 'ab', false],
    ['StringNotEquals', 'a', 'b', true],
    ['StringEqualsIgnoreCase', 'aB', 'Ab', true],
    ['StringNotEqualsIgnoreCase', 'aB', 'Ab', false],
    ['StringLike', 'a*c?', 'abbcd', true],
    ['StringNotLike', 'a*', 'abc', false],
    ['NumericEquals', '10', '10.0', true],
    ['NumericNotEquals', '10', '11', true],
    ['NumericLessThan', '10', '9', true],
    ['NumericLessThan', '10', '10', false],
    ['NumericLessThanEquals', '10', '10', true],
    ['NumericGreaterThan', '10', '11', true],
    ['NumericGreaterThanEquals', '10', 'x', false],
    ['NumericEquals', '', '', false],
    ['DateEquals', '2026-01-01T00:00:00Z', '1767225600', true],
    ['DateLessThan', '2026-01-01', '2025-12-31T23:59:59Z', true],
    ['DateGreaterThan', '2026-01-01T00:00:00+01:00', '2025-12-31T23:30:00Z', true],
    ['DateGreaterThan', '2026-01-01T00:00:00+0100', '2025-12-31T22:30:00Z', false],
    // Without a zone it is UTC, wherever the process runs.
    ['DateEquals', '2026-01-01T00:00:00', '2026-01-01T00:00:00Z', true],
    ['DateGreaterThanEquals', 'tomorrow', '2026-01-01T00:00:00Z', false],
    ['Bool', 'true', 'True', true],
    ['Bool', 'true', 'false', false],
    ['BinaryEquals', 'QmluYXJ5', 'QmluYXJ5', true],
    ['BinaryEquals', 'QmluYXJ5', 'qmluYXJ5', false],
    ['IpAddress', '203.0.113.0/24', '203.0.113.9', true],
    ['IpAddress', '203.0.113.0/24', '203.0.114.9', false],
    ['IpAddress', '203.0.113.9', '203.0.113.9', true],
    ['IpAddress', '2001:DB8:1234::/48', '2001:db8:1234:5678::1', true],
    ['IpAddress', '2001:db8::1', '2001:0db8:0:0::1', true],
    ['IpAddress', '2001:db8::/32', '203.0.113.9', false],
    ['IpAddress', '203.0.113.0/33', '203.0.113.9', false],
    ['IpAddress', '203.0.113.0/24', 'nowhere', false],
    ['NotIpAddress', '203.0.113.0/24', '198.51.100.1', true],
    ['ArnLike', 'arn:aws:s3:::a*', 'arn:aws:s3:::abc', true],
    ['ArnEquals', 'arn:aws:s3:::a*', 'arn:aws:s3:::abc', true],
    ['ArnNotLike', 'arn:aws:s3:::a*', 'arn:aws:s3:::abc', false],
    ['ArnNotEquals', 'arn:aws:s3:::a', 'arn:aws:s3:::b', true],
    ['Null', 'true', 'x', false],
    ['Null', 'false', 'x', true],
    ['StringEqualz', 'a', 'a', false],
    ['NullIfExists', 'true', 'a', false],
    ['stringequals', 'a', 'a', true],
  ])('%s %s against %s: %s', (operator, policy, sent, expected) => {
    expect(holds(operator, policy, sent)).toBe(expected)
  })
})

describe('a key that the request lacks', () => {
  it.each([
    ['StringEquals', false],
    ['StringNotEquals', true],
    ['NumericLessThan', false],
    ['NumericNotEquals', true],
    ['NotIpAddress', true],
    ['ArnNotLike', true],
    ['Bool', false],
    ['StringEqualsIfExists', true],
    ['StringNotEqualsIfExists', true],
    ['BoolIfExists', true],
    ['ForAllValues:StringEquals', true],
    ['ForAnyValue:StringEquals', false],
    ['ForAnyValue:StringNotEquals', false],
    ['ForAnyValue:StringEqualsIfExists', true],
  ])('%s: %s', (operator, expected) => {
    expect(holds(operator, 'true', undefined)).toBe(expected)
    expect(holds(operator, 'true', [])).toBe(expected)
  })

  it('Null asks just that', () => {
    expect(holds('Null', 'true', undefined)).toBe(true)
    expect(holds('Null', 'false', undefined)).toBe(false)
  })
})

describe('several values', () => {
  it.each([
    ['StringEquals', ['a', 'b'], 'b', true],
    ['StringNotEquals', ['a', 'b'], 'b', false],
    ['StringNotEquals', ['a', 'b'], 'c', true],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b'], true],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], false],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['c', 'b'], true],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['c', 'd'], false],
    ['ForAllValues:StringNotEquals', ['a', 'b'], ['c', 'b'], false],
    ['ForAnyValue:StringNotEquals', ['a', 'b'], ['c', 'b'], true],
    ['ForAllValues:StringLike', ['x*'], ['x1', 'x2'], true],
    ['StringEquals', [], 'a', false],
  ])('%s %j against %j: %s', (operator, policy, sent, expected) => {
    expect(holds(operator, policy, sent)).toBe(expected)
  })
})

describe('variables in conditions', () => {
  it('are resolved in the 2012 language only', () => {
    const conditions = { StringEquals: { 'aws:ResourceTag/owner': ['${aws:username}'] } }
    const context = { 'aws:username': 'ann', 'aws:ResourceTag/owner': 'ann' }
    expect(conditionsHold(conditions, requestContext(context), '2012-10-17')).toBe(true)
    expect(conditionsHold(conditions, requestContext(context), '2008-10-17')).toBe(false)
  })
})
