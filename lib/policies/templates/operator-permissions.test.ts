import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { parsePolicy, policySize } from '@/lib/policies/document/document'
import { MANAGED_POLICY_LIMIT } from '@/lib/policies/document/limits'
import type { PolicyDocument } from '@/lib/policies/document/model'
import { evaluatePolicies } from '@/lib/policies/evaluate/evaluate'
import { assessRisk } from '@/lib/policies/risk/assess'
import { operatorActions, operatorPolicy } from '@/lib/policies/templates/operator-permissions'

const target = { partition: 'aws', region: 'us-east-1', accountId: '123456789012', rolePrefix: 'slipway-' }

function operatorDocument(): PolicyDocument {
  const result = parsePolicy(operatorPolicy(target))

  if (!result.ok) {
    throw new Error(result.error.message)
  }
  return result.data
}

describe('operatorPolicy', () => {
  it('allows every action that Slipway needs, and fits into a managed policy', () => {
    const identityPolicies = [{ name: 'operator', document: operatorDocument() }]
    const denied = operatorActions(target).filter(
      (request) => evaluatePolicies({ identityPolicies, request }).effect !== 'allowed',
    )
    expect(denied).toEqual([])
    expect(policySize(operatorPolicy(target))).toBeLessThan(MANAGED_POLICY_LIMIT)
  })

  it('names each action once', () => {
    const actions = operatorDocument().Statement.flatMap(({ Action }) => Action ?? [])
    expect(actions.toSorted()).toEqual([...new Set(actions)].toSorted())
  })

  it('passes its own roles only, and to AgentCore only', () => {
    const identityPolicies = [{ name: 'operator', document: operatorDocument() }]
    const pass = (resource: string, service: string) =>
      evaluatePolicies({
        identityPolicies,
        request: { action: 'iam:PassRole', resource, context: { 'iam:PassedToService': service } },
      }).effect
    expect(pass('arn:aws:iam::123456789012:role/slipway-x', 'bedrock-agentcore.amazonaws.com')).toBe('allowed')
    expect(pass('arn:aws:iam::123456789012:role/slipway-x', 'lambda.amazonaws.com')).toBe('implicit-deny')
    expect(pass('arn:aws:iam::123456789012:role/admin', 'bedrock-agentcore.amazonaws.com')).toBe('implicit-deny')
    const risks = assessRisk([{ name: 'operator', document: operatorDocument() }])
    expect(risks.filter(({ grade }) => grade === 'critical')).toEqual([])
  })

  it('asks only for actions that exist, on * where they take nothing else', async () => {
    const catalogue = await loadCatalogue('all')

    for (const { action, resource } of operatorActions(target)) {
      const [service = '', name] = action.split(':')
      const known = catalogue.service(service)?.actions.find((one) => one.name === name)
      expect(known?.name, action).toBe(name)
      expect(known?.resourceTypes.length === 0 ? resource : '*', action).toBe('*')
    }
  })
})
