import { describe, expect, it } from 'vitest'
import { checkStep } from '@/lib/deployments/setup/check-step'
import { valuesFromSpec } from '@/lib/deployments/setup/form'
import { newSpec } from '@/lib/deployments/spec/defaults'

const fresh = (region = 'us-east-1') => valuesFromSpec(newSpec('guide', region))
const wrongPolicy = { grant: 'custom', customPolicy: '{"Version": "1999"}' }
const fieldsOf = (result: ReturnType<typeof checkStep>) => (result.ok ? [] : Object.keys(result.error.fields ?? {}))

describe('a step of the setup', () => {
  it('is told what its own answers lack, and nothing of the others', () => {
    const values = { ...fresh(), name: 'has-a-hyphen', authType: 'jwt', poolMode: 'adopt' }
    expect(fieldsOf(checkStep('server', values))).toEqual(['name'])
    expect(fieldsOf(checkStep('access', values))).toEqual(['userPoolId', 'clientId'])
    expect(checkStep('permissions', values)).toMatchObject({ ok: true })
  })

  it('hears of a wrong policy although other steps are not answered yet', () => {
    expect(fieldsOf(checkStep('permissions', { ...fresh(), ...wrongPolicy }))).toEqual(['customPolicy'])
    const unanswered = { ...fresh(), ...wrongPolicy, networkMode: 'VPC', name: 'has-a-hyphen' }
    expect(fieldsOf(checkStep('permissions', unanswered))).toEqual(['customPolicy'])
  })

  it('is judged in the region that was chosen', () => {
    const values = { ...fresh('eu-central-1'), name: 'has-a-hyphen' }
    expect(checkStep('permissions', values)).toMatchObject({ ok: true })
  })
})
