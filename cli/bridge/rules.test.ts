import { rmSync } from 'node:fs'
import { afterAll, expect, it, vi } from 'vitest'
import { slipway } from '@/cli/program'
import { capturedOutput } from '@/cli/testing/output'

const folder = await vi.hoisted(async () => {
  const [fs, os, paths] = await Promise.all([import('node:fs'), import('node:os'), import('node:path')])
  const made = fs.mkdtempSync(paths.join(os.tmpdir(), 'slipway-rules-'))
  process.env.SLIPWAY_STATE_DIR = made
  return made
})
const output = capturedOutput()

afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('lists what was allowed and denied, and takes one back', async () => {
  expect(await slipway(['allow', 'mine', 's3:CreateBuckett', '--for', '15m'])).toBe(0)
  expect(output.err).toContain('Did you mean s3:CreateBucket?')
  expect(output.err).toContain('No bridge of mine has run here yet.')
  expect(await slipway(['allow', 'mine', 'iam:*', '--deny', '--region', 'eu-west-1'])).toBe(0)
  Object.assign(output, { out: '', err: '' })
  expect(await slipway(['rules', 'mine'])).toBe(0)
  expect(output.out).toMatch(
    /^lets pass {2}s3:CreateBuckett {2}everywhere {2}until \S+\nrefuses {2}iam:\* {2}eu-west-1 {2}for good\n$/,
  )
  expect(await slipway(['rules', 'mine', '--remove', 'iam:*'])).toBe(0)
  expect(await slipway(['rules', 'mine', '--remove', 'iam:*'])).toBe(1)
  expect(output.err).toContain('There is no rule of iam:* for mine.')
  Object.assign(output, { out: '', err: '' })
  await slipway(['rules', 'mine'])
  expect(output.out).not.toContain('iam')
})
