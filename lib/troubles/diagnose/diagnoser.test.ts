import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDiagnoser, diagnose } from '@/lib/troubles/diagnose/diagnoser'
import type { DiagnosedEvent } from '@/lib/troubles/model'
import { remedyLink } from '@/lib/troubles/remedies'

const ROLE = 'arn:aws:sts::111122223333:assumed-role/tools/session'
const denied = (action: string) =>
  `2026-11-23 09:00:00.000 | ERROR    | x:y:1 - User: ${ROLE} is not authorized to perform: ${action} on resource: arn:aws:s3:::a because no identity-based policy allows the ${action} action`

function log(texts: string[], stream = 'one'): DiagnosedEvent[] {
  return texts.map((text, index) => ({ id: `${stream}-${index}`, at: 1000 * index, stream, text }))
}

describe('findings', () => {
  it('are grouped, counted and dated, and cite the first and the newest lines', () => {
    const { findings, seen } = diagnose(log([...Array(10).fill(denied('s3:ListBucket')), denied('s3:GetObject')]))
    expect(seen).toBe(11)
    expect(findings.map(({ title, count }) => [title, count])).toEqual([
      ['AWS denied s3:GetObject to the execution role tools.', 1],
      ['AWS denied s3:ListBucket to the execution role tools.', 10],
    ])
    expect(findings[1]).toMatchObject({
      firstAt: 0,
      lastAt: 9000,
      lines: [0, 1, 2, 7, 8, 9].map((line) => ({ id: `one-${line}`, at: 1000 * line })),
      denial: { action: 's3:ListBucket', resource: 'arn:aws:s3:::a', effect: 'implicit' },
      actions: [{ type: 'add-permission' }],
    })
  })

  it('of a Deny lead to the role, since no Allow helps', () => {
    const text = `User: ${ROLE} is not authorized to perform: s3:ListBucket on resource: arn:aws:s3:::a with an explicit deny in a service control policy`
    expect(diagnose(log([text])).findings[0]).toMatchObject({ actions: [{ type: 'edit-role' }] })
  })

  it('come the worst first, and errors that are not known as warnings', () => {
    const { findings } = diagnose(
      log([
        'Execution of this operation is denied by security policy.',
        'Traceback (most recent call last):',
        '  File "x.py", line 1, in main',
        'KeyError: 1',
        'INFO:     Uvicorn running on http://127.0.0.1:8000',
      ]),
    )
    expect(findings.map(({ rule }) => rule)).toEqual(['listens-locally', 'unknown-error', 'read-only-refusal'])
  })

  it('pass over commands that the server repeats, but not over errors that quote them', () => {
    const command = `Attempting to execute AWS CLI command: aws logs filter-log-events --filter-pattern "${denied('s3:GetObject').slice(48)}"`
    const found = (level: string) => diagnose(log([`2026-11-23 09:00:00.000 | ${level} | x:y:1 - ${command}`])).findings

    expect(found('INFO    ')).toEqual([])
    expect(found('ERROR   ').map(({ rule }) => rule)).toEqual(['access-denied'])
  })

  it('stay few, however many resources are named', () => {
    const texts = Array.from({ length: 2000 }, (_, i) => denied(`s3:Get${i}`))
    const { findings } = diagnose(log(texts))
    expect(findings.length).toBeLessThanOrEqual(201)
    expect(findings.reduce((sum, { count }) => sum + count, 0)).toBe(2000)
  })

  it('conclude nothing from silence when lines may be missing', () => {
    const start = '2026-11-23 09:00:00.000 | INFO     | x.server:main:417 - CWD: /tmp'
    const events = [...log([start]), { id: 'late', at: 60_000, stream: 'two', text: 'x' }]
    expect(diagnose(events).findings.map(({ rule }) => rule)).toEqual(['silent-start'])
    expect(diagnose(events, { isWhole: false }).findings).toEqual([])
  })
})

describe('a diagnoser', () => {
  const line = fc.constantFrom(
    denied('s3:ListBucket'),
    'Traceback (most recent call last):',
    '  File "x.py", line 1, in main',
    'RuntimeError: Invalid transport: sse',
    'KeyError: 1',
    'INFO:     127.0.0.1:1 - "GET /ping HTTP/1.1" 404 Not Found',
    'INFO:     ok',
    '[08/21/26 14:03:11] ERROR    TRANSPORT="streamable-http" requires the following   server.py:1',
    '                             environment variable to be set: AUTH_TYPE',
  )
  const events = fc.array(fc.record({ text: line, stream: fc.constantFrom('a', 'b') }), { maxLength: 40 })

  it('says the same whether events come at once or one by one', () => {
    fc.assert(
      fc.property(events, (lines) => {
        const all = lines.map((event, index) => ({ ...event, id: `${index}`, at: index }))
        const diagnoser = createDiagnoser()

        for (const event of all) {
          diagnoser.take([event])
          diagnoser.diagnosis()
        }
        expect(diagnoser.diagnosis()).toEqual(diagnose(all))
      }),
    )
  })

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', size: 'large' })), (texts) => {
        expect(diagnose(log(texts)).seen).toBe(texts.length)
      }),
    )
  })
})

describe('a remedy', () => {
  it('leads to the runtime that the log is of', () => {
    const subject = { runtimeId: 'tools-AbCdEf1234', roleName: 'tools' }
    expect(remedyLink({ type: 'fix-env', variable: 'AUTH_TYPE' }, subject)).toEqual({
      label: 'Set AUTH_TYPE',
      href: '/setup?step=server&from=tools-AbCdEf1234',
    })
    expect(remedyLink({ type: 'edit-role' }, subject)?.href).toBe('/roles/tools')
    expect(remedyLink({ type: 'edit-role' }, {})?.href).toBe('/roles')
    expect(remedyLink({ type: 'fix-env', variable: 'AUTH_TYPE' }, {})?.href).toBe('/runtimes')
  })
})
