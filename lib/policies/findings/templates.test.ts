import { expect, it } from 'vitest'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { resolveActions } from '@/lib/policies/catalogue/catalogue-lookup'
import { neededServices } from '@/lib/policies/catalogue/needed-services'
import { checkPolicy } from '@/lib/policies/findings/check-policy'
import { TEMPLATE_PARAMETERS } from '@/lib/policies/templates/template-parameters'
import { POLICY_TEMPLATES } from '@/lib/policies/templates/templates'

const EXAMPLES = Object.fromEntries(Object.entries(TEMPLATE_PARAMETERS).map(([name, { example }]) => [name, example]))

it.each(POLICY_TEMPLATES)('template $id has no finding in its own editor', async ({ build }) => {
  const catalogue = await loadCatalogue(neededServices(build(EXAMPLES), await loadCatalogue([])))
  const text = build(EXAMPLES, (pattern) => resolveActions(catalogue, pattern).length > 0)
  const account = { accountId: '123456789012', partition: 'aws', region: 'us-east-1' }
  expect(checkPolicy(text, { kind: 'identity', catalogue, account })).toEqual([])
})
