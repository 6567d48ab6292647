import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFileDurablySync, dropDrafts, explainWriteError, writeFileDurablySync } from '@/lib/durable-file'

let folder = ''
let file = ''

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'durable-'))
  file = path.join(folder, 'deep', 'file.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a file is replaced, for its owner only, and no draft stays', () => {
  writeFileDurablySync(file, 'one')
  writeFileDurablySync(file, 'two')
  expect(readFileSync(file, 'utf8')).toBe('two')
  expect(statSync(file).mode & 0o077).toBe(0)
  expect(readdirSync(path.dirname(file))).toEqual(['file.json'])
})

test('a write that fails leaves no draft', () => {
  mkdirSync(path.join(file, 'in the way'), { recursive: true })
  expect(() => writeFileDurablySync(file, 'text')).toThrow()
  expect(readdirSync(path.dirname(file))).toEqual(['file.json'])
})

test('a file that is there is not created again', () => {
  createFileDurablySync(file, 'first')
  createFileDurablySync(file, 'second')
  expect(readFileSync(file, 'utf8')).toBe('first')
  expect(readdirSync(path.dirname(file))).toEqual(['file.json'])
})

test('drafts of dead processes go, those of living ones and other files stay', () => {
  writeFileDurablySync(file, 'text')
  const gone = 2 ** 30
  const stays = [`file.json.${process.ppid}.ab12.tmp`, `file.json.damaged-${gone}`, `other.json.${gone}.tmp`]
  const goes = [`file.json.${gone}.ab12.tmp`, `file.json.${gone}.tmp`, `file.json.${gone}`, `file.json.${gone}.ab12`]

  for (const name of [...stays, ...goes]) {
    writeFileSync(path.join(path.dirname(file), name), '')
  }
  dropDrafts(file)
  expect(readdirSync(path.dirname(file)).sort()).toEqual(['file.json', ...stays].sort())
})

test.each([
  ['ENOSPC', 'The disk is full.'],
  ['EROFS', 'The file system is read-only.'],
  ['EACCES', 'This user may not write there.'],
  ['ENOTDIR', 'The path does not lead to a file in a folder.'],
  ['EIO', 'EIO, as the system says'],
])('%s is answered as what it is', (code, words) => {
  const error = Object.assign(new Error('EIO, as the system says'), { code })
  expect(explainWriteError(error)).toContain(words)
})
