// biome-ignore-all lint/suspicious/noTemplateCurlyInString: IAM writes its policy variables like this.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  conditionLimits,
  conditionsAlwaysHold,
  exceptionsLimit,
  limitingValues,
} from '@/lib/policies/evaluate/condition-limits'

const PASSED = 'iam:PassedToService'

describe('conditionLimits', () => {
  it.each([
    ['StringEquals', PASSED, ['ec2.amazonaws.com']],
    ['StringLike', PASSED, ['ec2.*']],
    ['StringLike', PASSED, ['*.ecs.amazonaws.com']],
    ['ForAnyValue:StringEquals', 'aws:TagKeys', ['team']],
    ['ArnLike', 'iam:AssociatedResourceArn', ['arn:aws:ec2:*:*:instance/*']],
    ['Bool', 'aws:MultiFactorAuthPresent', ['true']],
    ['IpAddress', 'aws:SourceIp', ['203.0.113.0/24']],
    ['NumericLessThan', 'aws:MultiFactorAuthAge', ['300']],
    ['StringEquals', 'aws:ResourceTag/team', ['${aws:PrincipalTag/team}']],
    ['IpAddress', 'aws:SourceIp', ['10.0.0.0/8', '172.16.0.0/12', '2001:db8::/32']],
    ['StringLike', 'aws:RequestedRegion', ['eu-*']],
    ['DateLessThan', 'aws:CurrentTime', ['2026-12-31T00:00:00Z']],
    ['StringLike', 'aws:RequestedRegion', ['*us-east-1']],
    ['StringEquals', 'aws:PrincipalOrgID', ['o-abcdefghij']],
    ['StringLike', 'aws:userid', ['AROAEXAMPLEEXAMPLE12:*']],
    ['StringEquals', 'aws:PrincipalType', ['User']],
  ])('%s of %s %j can fail', (operator, key, values) => {
    expect(conditionLimits({ operator, key, values })).toBe(true)
  })

  it.each([
    ['StringEqualsIfExists', PASSED, ['ec2.amazonaws.com']],
    ['ForAllValues:StringEquals', 'aws:TagKeys', ['team']],
    ['StringNotEquals', PASSED, ['ec2.amazonaws.com']],
    ['StringLike', PASSED, ['*.amazonaws.com']],
    ['StringLike', 'iam:AWSServiceName', ['ec2.amazonaws.com', '*amazonaws.com']],
    ['StringLike', 'aws:username', ['?*']],
    ['ArnLike', 'aws:SourceArn', ['arn:aws:*:*:*:*']],
    ['ArnLike', 'aws:PrincipalArn', ['arn:aws:iam::*:role/*']],
    ['StringLike', 'aws:PrincipalArn', ['arn:*']],
    ['Null', PASSED, ['false']],
    ['Bool', 'aws:SecureTransport', ['true']],
    ['Bool', 'aws:MultiFactorAuthPresent', ['true', 'false']],
    ['IpAddress', 'aws:SourceIp', ['0.0.0.0/0']],
    ['StringLike', 'aws:UserAgent', ['slipway*']],
    ['StringEquals', 'aws:PrincipalTag/team', ['${aws:PrincipalTag/team}']],
    ['StringEquals', 'aws:PrincipalTag/team', ["${aws:PrincipalTag/team, 'none'}"]],
    ['DateGreaterThan', 'aws:CurrentTime', ['2020-01-01T00:00:00Z']],
    ['DateLessThan', 'aws:CurrentTime', ['2099-01-01T00:00:00Z']],
    ['NumericGreaterThan', 'aws:EpochTime', ['0']],
    ['StringEquals', 'aws:ResourceAccount', ['${aws:PrincipalAccount}']],
    ['StringEquals', 'aws:ResourceAccount', ['111122223333']],
    ['IpAddress', 'aws:SourceIp', ['0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/2', '192.0.0.0/2']],
    ['IpAddress', 'aws:SourceIp', ['2000::/3']],
    ['StringLike', 'aws:RequestedRegion', ['??-*']],
    ['StringLike', 'aws:PrincipalAccount', ['????????????']],
    ['StringLike', 'aws:PrincipalOrgID', ['o-*']],
    ['StringLike', 'aws:SourceVpc', ['vpc-*']],
    ['StringEquals', 'aws:PrincipalType', ['AssumedRole', 'User']],
  ])('%s of %s %j can not', (operator, key, values) => {
    expect(conditionLimits({ operator, key, values })).toBe(false)
  })

  it('never takes IfExists for a limit', () => {
    const name = fc.constantFrom('StringEquals', 'StringLike', 'ArnLike', 'Bool', 'IpAddress', 'NumericLessThan')
    fc.assert(
      fc.property(name, fc.string(), fc.array(fc.string()), (operator, key, values) => {
        expect(conditionLimits({ operator: `${operator}IfExists`, key, values })).toBe(false)
      }),
    )
  })
})

describe('a Deny', () => {
  it.each([
    [{ StringNotEquals: { [PASSED]: ['ec2.amazonaws.com'] } }, true],
    [{ StringNotEqualsIfExists: { [PASSED]: ['ec2.amazonaws.com'] } }, true],
    [{ BoolIfExists: { 'aws:MultiFactorAuthPresent': ['false'] } }, true],
    [{ Bool: { 'aws:MultiFactorAuthPresent': ['false'] } }, false],
    [{ DateGreaterThanIfExists: { 'aws:CurrentTime': ['2026-12-31T00:00:00Z'] } }, true],
    [{ DateLessThanIfExists: { 'aws:CurrentTime': ['2020-01-01T00:00:00Z'] } }, false],
    [{ StringNotLike: { [PASSED]: ['*.amazonaws.com'] } }, false],
    [{ StringEquals: { [PASSED]: ['ec2.amazonaws.com'] } }, false],
    [{ 'ForAnyValue:StringNotEquals': { 'aws:TagKeys': ['team'] } }, false],
    [{ StringNotEquals: { [PASSED]: ['ec2.amazonaws.com'], 'aws:username': ['ann'] } }, true],
    [{ StringNotEquals: { [PASSED]: ['ec2.amazonaws.com'] }, Bool: { 'aws:ViaAWSService': ['true'] } }, false],
    [{}, false],
  ])('with %j leaves a limit: %s', (conditions, limits) => {
    expect(exceptionsLimit(conditions)).toBe(limits)
  })

  it('always holds without conditions, and with a star that a missing key passes as well', () => {
    expect(conditionsAlwaysHold(undefined)).toBe(true)
    expect(conditionsAlwaysHold({ StringLikeIfExists: { 'aws:username': ['*'] } })).toBe(true)
    expect(conditionsAlwaysHold({ StringLike: { 'aws:username': ['*'] } })).toBe(false)
  })

  it('excepts the values that it names alone', () => {
    const conditions = { StringNotEquals: { [PASSED]: ['ec2.amazonaws.com'] } }
    expect(limitingValues('Deny', conditions, 'iam:passedtoservice')).toEqual([['ec2.amazonaws.com']])
    expect(limitingValues('Allow', conditions, PASSED)).toEqual([])
  })
})
