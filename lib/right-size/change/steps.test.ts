import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AwsCall } from '@/lib/deployments/plan/calls'
import { policySize } from '@/lib/policies/document/document'
import type { LivePolicies, PolicyItem, Resize, Way } from '@/lib/right-size/change/model'
import { resizeSteps } from '@/lib/right-size/change/steps'

const arnOf = (name: string) => `arn:aws:iam::111122223333:policy/${name}`

/** A policy of so many characters that allows just one invented action. */
function textOf(name: string, size: number): string {
  const text = (Sid: string) =>
    JSON.stringify(
      { Version: '2012-10-17', Statement: [{ Sid, Effect: 'Allow', Action: `s3:${name}`, Resource: '*' }] },
      null,
      1,
    )
  return text('x'.repeat(Math.max(1, size - policySize(text('')))))
}

type World = {
  inline: Map<string, string>
  attached: Set<string>
  copies: Map<string, { isOurs: boolean; attachments: number }>
}

function resizeOf(items: PolicyItem[], way: Way = 'forth'): Resize {
  const at = '2026-10-01T00:00:00.000Z'
  const role = { roleName: 'worker', roleArn: 'arn:aws:iam::111122223333:role/worker', roleCreatedAt: at }
  return { ...role, id: 'a', deployment: 'guide', at, days: 30, trimmed: 1, way, endedAt: null, items }
}

function worldOf(items: PolicyItem[], side: 'before' | 'after'): World {
  const world: World = { inline: new Map(), attached: new Set(), copies: new Map() }

  for (const item of items) {
    if (item.kind === 'inline' && item[side] !== null) {
      world.inline.set(item.name, item[side])
    }
    if (item.kind === 'attached' && item[side]) {
      world.attached.add(item.arn)

      if (item.copy !== undefined) {
        world.copies.set(item.arn, { isOurs: true, attachments: 1 })
      }
    }
  }
  return world
}

/** What IAM does with the call; it says no where it would. */
function perform(world: World, { operation, input }: AwsCall): void {
  if (operation === 'iam:PutRolePolicy') {
    world.inline.set(input.PolicyName, input.PolicyDocument)
  } else if (operation === 'iam:DeleteRolePolicy') {
    expect(world.inline.delete(input.PolicyName)).toBe(true)
  } else if (operation === 'iam:AttachRolePolicy') {
    expect(!input.PolicyArn.includes('copy') || world.copies.has(input.PolicyArn)).toBe(true)
    world.attached.add(input.PolicyArn)
    count(world, input.PolicyArn, 1)
  } else if (operation === 'iam:DetachRolePolicy') {
    expect(world.attached.delete(input.PolicyArn)).toBe(true)
    count(world, input.PolicyArn, -1)
  } else if (operation === 'iam:CreatePolicy') {
    expect(world.copies.has(arnOf(input.PolicyName))).toBe(false)
    world.copies.set(arnOf(input.PolicyName), { isOurs: true, attachments: 0 })
  } else if (operation === 'iam:DeletePolicy') {
    expect(world.copies.get(input.PolicyArn)?.attachments).toBe(0)
    world.copies.delete(input.PolicyArn)
  }
  expect([...world.inline.values()].reduce((sum, text) => sum + policySize(text), 0)).toBeLessThanOrEqual(10_240)
  expect(world.attached.size).toBeLessThanOrEqual(10)
}

function count({ copies }: World, arn: string, by: number): void {
  const copy = copies.get(arn)

  if (copy) {
    copies.set(arn, { ...copy, attachments: copy.attachments + by })
  }
}

/** The first write only, as a process that is killed after it. */
function next(resize: Resize, world: World): AwsCall | undefined {
  const live: LivePolicies = world
  const { steps, strange, stuck } = resizeSteps(resize, live)
  expect(strange).toEqual([])
  expect(stuck).toEqual([])
  return steps.find(({ call }) => call)?.call
}

/** Every group has what it needs: all of the old, or all of the new. */
function covered(items: PolicyItem[], world: World): boolean {
  return [...new Set(items.map(({ from }) => from))].every((from) => {
    const group = items.filter((item) => item.from === from)
    return (['before', 'after'] as const).some((side) =>
      group.every((item) =>
        item.kind === 'inline'
          ? item[side] === null || [item.before, item.after].includes(world.inline.get(item.name) ?? null)
          : !item[side] || world.attached.has(item.arn),
      ),
    )
  })
}

const group = fc.oneof(
  fc.record({
    type: fc.constant('narrowed' as const),
    old: fc.integer({ min: 300, max: 2000 }),
    new: fc.integer({ min: 150, max: 290 }),
  }),
  fc.record({ type: fc.constant('copied' as const), new: fc.integer({ min: 150, max: 900 }) }),
  fc.record({ type: fc.constant('gone' as const), old: fc.integer({ min: 150, max: 900 }) }),
  fc.record({ type: fc.constant('split' as const), parts: fc.integer({ min: 1, max: 2 }) }),
)

const changes = fc.array(group, { minLength: 1, maxLength: 4 }).map((groups) =>
  groups.flatMap((one, index): PolicyItem[] => {
    const from = `p${index}`

    if (one.type === 'narrowed') {
      return [
        {
          kind: 'inline',
          name: from,
          from,
          before: textOf(`${from}old`, one.old),
          after: textOf(`${from}new`, one.new),
        },
      ]
    }
    if (one.type === 'gone') {
      return [{ kind: 'inline', name: from, from, before: textOf(from, one.old), after: null }]
    }
    const gone: PolicyItem = {
      kind: 'attached',
      arn: `arn:aws:iam::aws:policy/${from}`,
      from,
      before: true,
      after: false,
    }
    return one.type === 'copied'
      ? [gone, { kind: 'inline', name: `${from}-narrowed`, from, before: null, after: textOf(from, one.new) }]
      : [
          gone,
          ...Array.from({ length: one.parts }, (_, part): PolicyItem => {
            const arn = arnOf(`${from}-copy-${part}`)
            return { kind: 'attached', arn, from, before: false, after: true, copy: textOf(`${from}${part}`, 400) }
          }),
        ]
  }),
)

describe('a change of a role’s policies', () => {
  it('gets there and back byte for byte, turned round after any write, and nothing that is kept is ever missing', () => {
    const run = (items: PolicyItem[], world: World, way: Way, most: number) => {
      for (let writes = 0; writes < most; writes++) {
        const call = next(resizeOf(items, way), world)

        if (!call) {
          return
        }
        perform(world, call)
        expect(covered(items, world)).toBe(true)
      }
    }
    fc.assert(
      fc.property(changes, fc.nat(30), fc.nat(30), (items, forth, back) => {
        const world = worldOf(items, 'before')
        run(items, world, 'forth', forth)
        run(items, world, 'back', back)
        run(items, world, 'forth', 100)
        expect(world).toEqual(worldOf(items, 'after'))
        run(items, world, 'back', 100)
        expect(world).toEqual(worldOf(items, 'before'))
      }),
    )
  })

  it('makes room first where both would not fit', () => {
    const items: PolicyItem[] = [
      {
        kind: 'attached',
        arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
        from: 'ReadOnlyAccess',
        before: true,
        after: false,
      },
      {
        kind: 'inline',
        name: 'ReadOnlyAccess-narrowed',
        from: 'ReadOnlyAccess',
        before: null,
        after: textOf('read', 4000),
      },
      { kind: 'inline', name: 'own', from: 'own', before: textOf('own', 9000), after: textOf('own', 900) },
    ]
    const world = worldOf(items, 'before')
    const order = resizeSteps(resizeOf(items), world).steps.map(({ change }) => change.id)
    expect(order).toEqual([
      'role-policy:own',
      'role-policy:ReadOnlyAccess-narrowed',
      'role-attachment:arn:aws:iam::aws:policy/ReadOnlyAccess',
    ])
  })

  it('says what has no room, and what somebody else changed', () => {
    const items: PolicyItem[] = [
      { kind: 'inline', name: 'new', from: 'ReadOnlyAccess', before: null, after: textOf('new', 5000) },
      {
        kind: 'attached',
        arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
        from: 'ReadOnlyAccess',
        before: true,
        after: false,
      },
      { kind: 'inline', name: 'own', from: 'own', before: textOf('own', 900), after: textOf('own', 300) },
    ]
    const world = worldOf(items, 'before')
    world.inline.set('own', textOf('other', 200))
    world.inline.set('large', textOf('large', 9000))
    const { strange, stuck } = resizeSteps(resizeOf(items), world)
    expect(strange).toEqual(['own'])
    expect(stuck).toEqual(['new', 'arn:aws:iam::aws:policy/ReadOnlyAccess'])
  })

  it('leaves a policy that was made along where it was edited or serves others', () => {
    const copy = textOf('copy', 400)
    const items: PolicyItem[] = [{ kind: 'attached', arn: arnOf('copy'), from: 'x', before: false, after: true, copy }]

    for (const there of [
      { isOurs: false, attachments: 1 },
      { isOurs: true, attachments: 2 },
    ]) {
      const world = worldOf(items, 'after')
      world.copies.set(arnOf('copy'), there)
      const calls = resizeSteps(resizeOf(items, 'back'), world).steps.flatMap(({ call }) => call?.operation ?? [])
      expect(calls).toEqual(['iam:DetachRolePolicy'])
    }
  })
})
