// biome-ignore-all lint/suspicious/noTemplateCurlyInString: IAM writes its policy variables like this.
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import { diffPermissions, type PolicySet } from '@/lib/policies/change/permission-diff'
import type { PermissionChange } from '@/lib/policies/change/permission-diff-model'
import type { PolicyDocument, PolicyStatement } from '@/lib/policies/document/model'
import { evaluatePolicies } from '@/lib/policies/evaluate/evaluate'
import { matchesAction, matchesResource } from '@/lib/policies/evaluate/match'
import { policyDocument, request } from '@/lib/policies/testing/arbitraries'

let catalogue: Catalogue

beforeAll(async () => {
  catalogue = await loadCatalogue(['s3', 'ec2'])
})

function set(...Statement: PolicyStatement[]): PolicySet {
  return { policies: [{ name: 'p', document: { Version: '2012-10-17', Statement } }] }
}

function allow(Action: string[], Resource = ['*'], rest: Partial<PolicyStatement> = {}): PolicyStatement {
  return { Effect: 'Allow', Action, Resource, ...rest }
}

function diff(before: PolicySet, after: PolicySet) {
  return diffPermissions(before, after, catalogue)
}

const A = 'arn:aws:s3:::a/*'
const inRegion = (...regions: string[]) => ({ Condition: { StringEquals: { 'aws:RequestedRegion': regions } } })

describe('diffPermissions', () => {
  it('says what is new', () => {
    const { gained, lost, widens, narrows } = diff(set(), set(allow(['s3:GetObject'], [A])))
    expect(gained).toEqual([{ actions: ['s3:GetObject'], resources: [A], kind: 'new', example: 'arn:aws:s3:::a/' }])
    expect([lost, widens, narrows]).toEqual([[], true, false])
  })

  it('sees wider and narrower resources, and nothing in a rewrite', () => {
    const one = set(allow(['s3:GetObject'], [A]))
    const wide = set(allow(['s3:GetObject'], ['arn:aws:s3:::*']))
    expect(diff(one, wide)).toMatchObject({ widens: true, narrows: false, gained: [{ kind: 'wider' }] })
    expect(diff(wide, one)).toMatchObject({ widens: false, narrows: true })
    const twice = set(allow(['s3:GetObject'], [A, 'arn:aws:s3:::a/b*']), allow(['s3:getobject'], ['arn:aws:s3:::a/c']))
    expect(diff(one, twice)).toEqual({ gained: [], lost: [], widens: false, narrows: false })
  })

  it('adds patterns up and takes a Deny off', () => {
    const parts = set(allow(['s3:GetObject'], ['arn:aws:s3:::a*', 'arn:aws:s3:::b*']))
    const whole = set(allow(['s3:GetObject'], ['arn:aws:s3:::*']))
    expect(diff(whole, parts)).toMatchObject({ widens: false, narrows: true })
    const denied = set(allow(['s3:GetObject'], ['arn:aws:s3:::*']), {
      Effect: 'Deny',
      Action: ['s3:*'],
      NotResource: ['arn:aws:s3:::a*', 'arn:aws:s3:::b*'],
    })
    expect(diff(parts, denied)).toMatchObject({ widens: false, narrows: false })
    expect(diff(denied, whole)).toMatchObject({ widens: true, narrows: false })
  })

  it('counts a changed condition as gained, unless it is provably narrower', () => {
    const region = (...names: string[]) => set(allow(['s3:GetObject'], [A], inRegion(...names)))
    expect(diff(region('eu-west-1'), region('us-east-1'))).toMatchObject({
      widens: true,
      narrows: true,
      gained: [{ kind: 'condition' }],
    })
    expect(diff(region('eu-west-1', 'us-east-1'), region('us-east-1'))).toMatchObject({ widens: false, narrows: true })
    expect(diff(region('us-east-1'), set(allow(['s3:GetObject'], [A])))).toMatchObject({ widens: true, narrows: false })
    expect(diff(set(allow(['s3:GetObject'], [A])), region('us-east-1'))).toMatchObject({ widens: false, narrows: true })
  })

  it('counts dates and numbers that bound tighter as narrower', () => {
    const until = (date: string) =>
      set(allow(['s3:*'], ['*'], { Condition: { DateLessThan: { 'aws:CurrentTime': [date] } } }))
    const [early, late] = [until('2027-01-01T00:00:00Z'), until('2027-02-01T00:00:00Z')]
    expect(diff(late, early)).toMatchObject({ widens: false, narrows: true })
    expect(diff(early, late)).toMatchObject({ widens: true, narrows: false })
  })

  it('takes the boundary into account', () => {
    const policies = set(allow(['s3:*', 'ec2:*'])).policies
    const [boundary] = set(allow(['s3:*'])).policies
    const bounded = { policies, boundary }
    const { lost, widens } = diff({ policies }, bounded)
    expect(widens).toBe(false)
    expect(lost.flatMap(({ actions }) => actions).every((action) => action.startsWith('ec2:'))).toBe(true)
    expect(diff(bounded, { policies }).widens).toBe(true)
  })

  it('names actions that AWS may add by the pattern', () => {
    const listed = catalogue.service('ec2')?.actions.map(({ name }) => `ec2:${name}`) ?? []
    expect(diff(set(allow(['ec2:*'])), set(allow(listed))).lost).toMatchObject([{ actions: ['ec2:*'] }])
    expect(diff(set(allow(['notloaded:Get*'])), set(allow(['notloaded:*']))).gained).toMatchObject([
      { actions: ['notloaded:*'] },
    ])
  })

  it('does not take a variable for its text', () => {
    const own = allow(['s3:*'], ['arn:aws:s3:::home/${aws:username}/*'])
    const home = allow(['s3:*'], ['arn:aws:s3:::home/*'])
    const denyOwn = { ...own, Effect: 'Deny' as const }
    expect(diff(set(home), set(own))).toMatchObject({ widens: false, narrows: true })
    expect(diff(set(own), set(home))).toMatchObject({ widens: true, narrows: false })
    expect(diff(set(home, denyOwn), set(allow(['s3:*'], ['arn:aws:s3:::home/bob/*']))).widens).toBe(true)
  })

  it('gives up on the safe side where there is too much to compare', () => {
    const many = Array.from({ length: 12 }, (_, at) => allow(['s3:*'], [A], inRegion(`region-${at}`)))
    expect(diff(set(...many), set(...many.slice(1), allow(['s3:*'], ['*'])))).toMatchObject({ widens: true })
    expect(diff(set(...many), set(...many))).toMatchObject({ widens: false, narrows: false })
  })
})

function covers(changes: PermissionChange[], action: string, resource: string): boolean {
  return changes.some(
    ({ actions, resources }) =>
      actions.some((one) => matchesAction(one, action)) &&
      resources.some((pattern) => matchesResource(pattern.replace(/\$\{[^}]*\}/g, '*'), resource)),
  )
}

function isAllowed({ policies, boundary }: PolicySet, ask: Parameters<typeof evaluatePolicies>[0]['request']): boolean {
  return evaluatePolicies({ identityPolicies: policies, request: ask, boundary }).effect === 'allowed'
}

function named(document: PolicyDocument): PolicySet['policies'][number] {
  return { name: 'p', document }
}

const policySet = fc.tuple(policyDocument, fc.option(policyDocument, { nil: undefined, freq: 4 })).map(
  ([document, boundary]): PolicySet => ({
    policies: [named(document)],
    boundary: boundary && named(boundary),
  }),
)

function withoutConditions({ policies, boundary }: PolicySet): PolicySet {
  const plain = ({ name, document }: PolicySet['policies'][number]) => ({
    name,
    document: {
      ...document,
      Statement: document.Statement.map(({ Condition: _, ...statement }) =>
        JSON.parse(JSON.stringify(statement).replaceAll('${aws:username}', 'ann')),
      ),
    },
  })
  return { policies: policies.map(plain), boundary: boundary && plain(boundary) }
}

describe('agrees with evaluating both sides', () => {
  it('misses nothing that a request gains or loses', () => {
    fc.assert(
      fc.property(policySet, policySet, fc.array(request, { minLength: 1, maxLength: 6 }), (before, after, asks) => {
        const { gained, lost } = diff(before, after)
        for (const ask of asks) {
          const [was, is] = [isAllowed(before, ask), isAllowed(after, ask)]
          if (was !== is) {
            expect(covers(is ? gained : lost, ask.action, ask.resource)).toBe(true)
          }
        }
      }),
      { numRuns: 120 },
    )
  })

  it('claims nothing that no request gains or loses', () => {
    fc.assert(
      fc.property(policySet.map(withoutConditions), policySet.map(withoutConditions), (before, after) => {
        const { gained, lost } = diff(before, after)
        for (const [changes, more, less] of [[gained, after, before] as const, [lost, before, after] as const]) {
          for (const { actions, example = '' } of changes) {
            for (const action of actions) {
              const ask = {
                action: action === '*' ? 'qzx7:Qzx7' : action.replaceAll('*', 'qzx7').replace('?', 'q'),
                resource: example,
                context: {},
              }
              expect([isAllowed(more, ask), isAllowed(less, ask)]).toEqual([true, false])
            }
          }
        }
      }),
      { numRuns: 60 },
    )
  })
})
