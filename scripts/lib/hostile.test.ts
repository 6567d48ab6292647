import { chmodSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { whyNotStateFolder } from '@/scripts/lib/state-folder'

it('writes nothing into a folder that it refuses', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-'))
  const mine = path.join(folder, 'mine.txt')
  writeFileSync(mine, 'precious')
  const state = mkdtempSync(path.join(folder, 'state-'))
  chmodSync(state, 0o1777)
  symlinkSync(mine, path.join(state, `.probe.${process.pid}`))
  expect(whyNotStateFolder(state)).toContain('everybody may write there')
  expect(readFileSync(mine, 'utf8')).toBe('precious')
})
