import { describe, expect, it } from 'vitest'
import { coverageOf } from '@/lib/practice/coverage/coverage'
import { JUDGED } from '@/lib/practice/coverage/judges'
import { LIMITS } from '@/lib/practice/coverage/limits'
import { SEED_SERVICES } from '@/lib/practice/seed/services'
import { practiceServices } from '@/lib/practice/server/services'
import { testAccount } from '@/lib/practice/testing/account'

const { services, judges } = coverageOf(practiceServices())

describe.each(practiceServices().map(({ model, operations, rawRoutes = [] }) => ({ model, operations, rawRoutes })))(
  '$model.id',
  ({ model, operations, rawRoutes }) => {
    const covered = services.find(({ id }) => id === model.id)

    it('is divided into what is imitated and what is missing, and nothing is left out', () => {
      const imitated = covered?.imitated.map(({ name }) => name) ?? []
      const known = [...Object.keys(operations), ...rawRoutes.map(({ operation }) => operation)]
      expect([...imitated, ...(covered?.missing ?? [])].sort()).toEqual([...model.operations.keys()].sort())
      expect([...imitated, ...(covered?.beside ?? [])].sort()).toEqual(known.sort())
      // The managed MCP server has no operations of AWS's kind: it speaks MCP only.
      expect(imitated.length + (covered?.beside ?? []).length).toBeGreaterThan(0)
    })
  },
)

it.each(SEED_SERVICES)('$service knows more at AWS than it imitates, and imitates nothing else', (seed) => {
  const covered = services.find(({ id }) => id === seed.service)
  expect(covered?.imitated.map(({ name }) => name)).toEqual(Object.keys(seed.operations).sort())
  expect(covered?.beside).toEqual([])
  expect(covered?.missing.length).toBeGreaterThan(20)
})

it('has a name of words for every service, and limits of no other', () => {
  expect(services.filter(({ name }) => !name.includes(' '))).toEqual([])
  const ids = services.map(({ id }) => id)
  expect(Object.keys(LIMITS).filter((id) => !ids.includes(id))).toEqual([])
})

it('has a judgement on nothing but what is imitated, each by a program with a version', () => {
  const imitated = services.flatMap(({ id, imitated }) => imitated.map(({ name }) => `${id} ${name}`))
  expect(Object.keys(JUDGED.operations).filter((one) => !imitated.includes(one))).toEqual([])
  expect(Object.keys(JUDGED.operations).length).toBeGreaterThan(100)
  expect(judges.map(({ version }) => version)).not.toContain('')
})

it('is answered to whoever has the key, and to nobody else', async () => {
  const { practice } = await testAccount()
  const ask = (key: string) => fetch(`${practice.url}/_practice/coverage`, { headers: { 'x-practice-key': key } })

  try {
    expect(await (await ask(practice.secretAccessKey)).json()).toEqual(coverageOf(practiceServices()))
    expect((await ask('wrong')).status).toBe(403)
  } finally {
    await practice.close()
  }
})
