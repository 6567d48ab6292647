import { describe, expect, it } from 'vitest'
import { capped, MOST_SENT } from '@/lib/palette/model'

const names = Array.from({ length: MOST_SENT + 200 }, (_, index) => `role-${index}`)
const nameOf = (name: string) => name

describe('capped', () => {
  it('sends what fits, and says how many more there are', () => {
    const { items, more } = capped(names, nameOf)
    expect(items).toHaveLength(MOST_SENT)
    expect(more).toBe(200)
    expect(capped(['a'], nameOf)).toEqual({ items: ['a'], more: 0 })
  })

  it('looks beyond the cap for a part of a name, whatever else was typed', () => {
    expect(capped(names, nameOf, 'Logs ROLE-1199').items).toEqual(['role-1199'])
    expect(capped(names, nameOf, ' x ').items).toHaveLength(MOST_SENT)
  })
})
