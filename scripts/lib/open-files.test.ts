import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { openFileLimit, whyTooFewFiles } from './open-files'

it('few file descriptors are told in a sentence', () => {
  expect(whyTooFewFiles(255)).toMatch(/^Slipway may open 255 files here and needs 256, so run ulimit -n 1024 .+\.$/)
  expect([256, 1024, undefined].map(whyTooFewFiles)).toEqual([undefined, undefined, undefined])
})

it('the limit is the one that programs started from here have', () => {
  const told = execFileSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).trim()
  expect(openFileLimit() ?? 'unlimited').toBe(told === 'unlimited' ? told : Number(told))
})

it('a process with a lower one knows it', () => {
  const read = 'console.log(process.report.getReport().userLimits.open_files.soft)'
  const told = execFileSync('sh', ['-c', `ulimit -n 100; exec "${process.execPath}" -e '${read}'`], {
    encoding: 'utf8',
  })
  expect(Number(told)).toBe(100)
})
