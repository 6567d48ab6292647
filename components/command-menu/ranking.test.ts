import { describe, expect, it } from 'vitest'
import { FIXED_ENTRIES, remarksOf, resourceEntries } from '@/components/command-menu/entries'
import { find } from '@/components/command-menu/ranking'
import type { Resources } from '@/lib/palette/model'

const ID = 'awsapimcpserver-AbCdEf1234'
const GROUP = `/aws/bedrock-agentcore/runtimes/${ID}-DEFAULT`

const resources: Resources = {
  servers: {
    items: [
      { id: ID, name: 'awsapimcpserver' },
      { id: 'other-AbCdEf1234', name: 'other' },
    ],
    more: 0,
  },
  roles: { items: [{ name: 'slipway-awsapimcpserver-us-east-1' }], more: 0 },
  logGroups: { items: [{ name: GROUP }], more: 0 },
  clients: { items: [{ id: 'claude-code', name: 'Claude Code' }], more: 0 },
  connections: {
    items: [
      { source: 'practice', label: 'Practice', region: 'us-east-1', isCurrent: true },
      { source: 'profile:team', label: 'team', region: 'eu-central-1', isCurrent: false },
    ],
    more: 0,
  },
}
const entries = [...FIXED_ENTRIES, ...resourceEntries(resources)]

function rows(typed: string) {
  return find(entries, typed).flatMap((found) => found.entries.map(({ label }) => label))
}

function first(typed: string) {
  return find(entries, typed)[0]?.entries[0]
}

describe('with nothing typed', () => {
  it('shows pages, the servers and actions, and no deed of a server', () => {
    expect(find(entries, '').map(({ group }) => group)).toEqual(['Pages', 'Servers', 'Actions'])
    expect(rows(' ')).toContain('awsapimcpserver')
    expect(rows('')).not.toContain('Logs of awsapimcpserver')
  })

  it('shows first what was chosen last, once, and forgets what is gone', () => {
    const [recent, ...others] = find(entries, '', ['gone', `logs ${ID}`, 'Pages Roles'])
    expect(recent).toMatchObject({
      group: 'Recent',
      entries: [{ label: 'Logs of awsapimcpserver' }, { label: 'Roles' }],
    })
    expect(others.flatMap((found) => found.entries.map(({ label }) => label))).not.toContain('Roles')
  })
})

describe('what is typed', () => {
  it.each([
    ['aws', 'awsapimcpserver', `/runtimes/${ID}`],
    ['logs aws', 'Logs of awsapimcpserver', `/runtimes/${ID}/logs`],
    ['aws logs', 'Logs of awsapimcpserver', `/runtimes/${ID}/logs`],
    ['test aws', 'Test awsapimcpserver', `/runtimes/${ID}#test`],
    ['delete aws', 'Delete awsapimcpserver…', `/runtimes/${ID}/delete`],
    ['rollback oth', 'Versions of other', '/runtimes/other-AbCdEf1234/versions'],
    ['slip', 'slipway-awsapimcpserver-us-east-1', '/roles/slipway-awsapimcpserver-us-east-1'],
    [GROUP.toLowerCase(), `${ID}-DEFAULT`, `/logs/${encodeURIComponent(GROUP)}`],
    ['claude', 'Claude Code', `/runtimes/${ID}/connect?client=claude-code`],
    ['faults', 'Practice account', '/settings/practice'],
    ['logs', 'Logs', '/logs'],
    ['role', 'Roles', '/roles'],
  ])('%s leads to %s', (typed, label, go) => {
    expect(first(typed)).toMatchObject({ label, deed: { go } })
  })

  it('finds a theme and another connection, and not the one in use', () => {
    expect(first('dark')).toMatchObject({ deed: { act: 'theme-dark' } })
    expect(rows('switch')).toContain('Switch to team')
    expect(rows('switch')).not.toContain('Switch to Practice')
    expect(first('team')).toMatchObject({ deed: { switchTo: { source: 'profile:team', region: 'eu-central-1' } } })
  })

  it('finds a server by its name alone, without its pages and deeds', () => {
    expect(rows('other')).toEqual(['other'])
  })

  it('finds nothing by words that nothing has, or by punctuation the likely ones', () => {
    expect(rows('no such thing')).toEqual([])
    expect(rows('/')).toEqual(rows(''))
  })

  it('counts what it does not show of a group', () => {
    const many = Array.from({ length: 40 }, (_, index) => ({ name: `reader-${index}` }))
    const found = find(resourceEntries({ ...resources, roles: { items: many, more: 0 } }), 'reader')
    expect(found).toMatchObject([{ group: 'Roles', more: 34 }])
  })
})

describe('the entries', () => {
  it('have keys of their own', () => {
    expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length)
  })

  it('offer no client without a server', () => {
    const none = resourceEntries({ ...resources, servers: { items: [], more: 0 } })
    expect(none.some(({ group }) => group === 'Clients')).toBe(false)
  })

  it('come with what is missing from them', () => {
    const roles = { items: [], more: 0, failure: 'You may not.' }
    expect(remarksOf({ ...resources, roles, logGroups: { items: [], more: 1200 } })).toEqual([
      'Roles can’t be read: You may not.',
      'Log groups: 1,200 more. Type a part of the name.',
    ])
  })
})
