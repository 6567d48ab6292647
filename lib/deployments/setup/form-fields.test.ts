import { describe, expect, it } from 'vitest'
import {
  FIELD_NAMES,
  FIELDS,
  fieldOfPath,
  isAsked,
  meaningOf,
  type SetupValues,
  stepOfPath,
} from '@/lib/deployments/setup/form-fields'

describe('the table of fields', () => {
  it('names other fields only, and each of their meanings that it waits for', () => {
    const waits = FIELD_NAMES.flatMap((name) => Object.entries(FIELDS[name].when ?? {}))
    const known = waits.filter(([other, wanted]) =>
      FIELDS[other as keyof SetupValues]?.choices?.some(({ value }) => value === wanted),
    )
    expect(known).toEqual(waits)
  })

  it('gives each place of the spec to one field, in one step', () => {
    const places = FIELD_NAMES.flatMap((name) =>
      [FIELDS[name].path, FIELDS[name].owns].filter((one) => one !== undefined),
    )
    expect(new Set(places).size).toBe(places.length)
    expect(FIELD_NAMES.filter((name) => stepOfPath(name) === undefined)).toEqual([])
  })

  it.each([
    ['lifecycle', 'idleSeconds', 'server'],
    ['lifecycle.maxSeconds', 'maxSeconds', 'server'],
    ['executionRole.permissions', 'roleMode', 'permissions'],
    ['executionRole.permissions.inlinePolicies.0.document', 'customPolicy', 'permissions'],
    ['inboundAuth.userPool.userName', 'userName', 'access'],
    ['environment.A.B', 'environment', 'server'],
    ['managedPolicyArns', 'managedPolicyArns', 'permissions'],
    ['version', undefined, undefined],
  ])('shows an error at %s at its field', (path, field, step) => {
    expect(fieldOfPath(path)).toBe(field)
    expect(stepOfPath(path)).toBe(step)
  })

  it('takes an answer that is no choice for the first one, and an empty one for what AWS does', () => {
    expect(meaningOf('authType', { authType: 'other' })).toBe('sigv4')
    expect(meaningOf('idleSeconds', { idleSeconds: ' ' })).toBe('900')
    expect(meaningOf('logRetentionDays', { logRetentionDays: 'other' })).toBe('other')
    expect(isAsked('userPoolId', { authType: 'jwt', poolMode: 'adopt' })).toBe(true)
    expect(isAsked('userPoolId', { poolMode: 'adopt' })).toBe(false)
  })
})
