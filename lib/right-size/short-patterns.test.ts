import fc from 'fast-check'
import { expect, it } from 'vitest'
import { actionsMatching, resolveActions } from '@/lib/policies/catalogue/catalogue-lookup'
import { shortPatterns } from '@/lib/right-size/short-patterns'
import { simulatedCatalogue } from '@/lib/right-size/testing/simulated'

it('stands for exactly the wanted actions, and is never longer than their names', async () => {
  const catalogue = await simulatedCatalogue()
  const prefix = fc.constantFrom('s3', 'lambda', 'sqs', 'dynamodb')
  const within = fc.constantFrom('*', 'Get*', 'get*', 'List*', '?e*', 'GetObject')
  fc.assert(
    fc.property(prefix, within, fc.array(fc.boolean(), { minLength: 400, maxLength: 400 }), (of, pattern, picks) => {
      const service = catalogue.service(of)
      const all = service ? actionsMatching(service, pattern) : []
      const wanted = all.filter((_, index) => picks[index] || index % 5 > 0)
      const patterns = service ? shortPatterns(service, pattern, wanted) : []
      const names = wanted.map(({ action }) => action.name)
      const meant = patterns.flatMap((one) => resolveActions(catalogue, one).map(({ action }) => action.name))
      expect(new Set(meant)).toEqual(new Set(names))
      expect(patterns.join('').length).toBeLessThanOrEqual(names.map((name) => `${of}:${name}`).join('').length)
    }),
    { numRuns: 200 },
  )
}, 30_000)

it('joins what begins alike, then what ends alike', async () => {
  const service = (await simulatedCatalogue()).service('s3')
  const wanted = service
    ? actionsMatching(service, 'Get*').filter(({ action }) => /Configuration$|^GetBucket/.test(action.name))
    : []
  const patterns = service && shortPatterns(service, 'Get*', wanted)
  expect(patterns).toEqual(expect.arrayContaining(['s3:GetBucket*', 's3:Get*Configuration']))
})
