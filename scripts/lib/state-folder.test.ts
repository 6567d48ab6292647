import { chmodSync, chownSync, mkdirSync, mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { whyNotStateFolder } from '@/scripts/lib/state-folder'

function folderOf(mode: number): string {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'slipway-folder-')), 'state')
  mkdirSync(folder)
  chmodSync(folder, mode)
  return folder
}

const modeOf = (folder: string) => statSync(folder).mode & 0o7777

afterEach(() => void vi.restoreAllMocks())

// Whoever writes there puts the hash of a link of their own beside ours, and signs in.
describe.skipIf(process.getuid === undefined)('the state folder', () => {
  it('is closed to the writes of others, and stays as readable as it was', () => {
    const [open, shared, own] = [folderOf(0o777), folderOf(0o775), folderOf(0o700)]
    expect([open, shared, own].map(whyNotStateFolder)).toEqual([undefined, undefined, undefined])
    expect([open, shared, own].map(modeOf)).toEqual([0o755, 0o755, 0o700])
  })

  it('is none that everybody shares, and that one is left as it is', () => {
    const folder = folderOf(0o1777)
    expect(whyNotStateFolder(folder)).toContain('everybody may write there')
    expect(whyNotStateFolder(folder)).toContain(`SLIPWAY_STATE_DIR=${path.join(folder, 'slipway')}`)
    expect(modeOf(folder)).toBe(0o1777)
    expect(whyNotStateFolder(path.join(folder, 'slipway'))).toBeUndefined()
    expect(modeOf(path.join(folder, 'slipway'))).toBe(0o700)
  })

  it('is nobody else’s', () => {
    const folder = folderOf(0o755)
    const [owner, visitor] = [4711, 4712]

    if (process.getuid?.() === 0) {
      chownSync(folder, owner, owner)
    }
    vi.spyOn(process, 'getuid').mockReturnValue(visitor)
    expect(whyNotStateFolder(folder)).toContain('it belongs to another user')
  })
})
