import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { readProfiles } from '@/lib/aws/profiles'
import { credentialsLines, exportLines, powershellLines, profileLines } from '@/lib/practice-account/shell'

const PLACE = {
  url: 'http://127.0.0.1:4566',
  accessKeyId: 'AKIAPRACTICE00000000',
  secretAccessKey: 'ab+cd/ef01234567890123456789012345678901',
  region: 'us-east-1',
}

it('sets in a shell what leads to the practice account', () => {
  const set = execFileSync('sh', ['-c', `${exportLines(PLACE)}\nenv | grep ^AWS_ | sort`], {
    encoding: 'utf8',
    env: { NODE_ENV: 'test' },
  })
  expect(set.trim().split('\n')).toEqual([
    'AWS_ACCESS_KEY_ID=AKIAPRACTICE00000000',
    'AWS_DEFAULT_REGION=us-east-1',
    'AWS_ENDPOINT_URL=http://127.0.0.1:4566',
    'AWS_REGION=us-east-1',
    'AWS_SECRET_ACCESS_KEY=ab+cd/ef01234567890123456789012345678901',
  ])
})

it('sets the same in PowerShell', () => {
  const names = (text: string) => [...text.matchAll(/(AWS_\w+)/g)].map(([name]) => name)
  expect(names(powershellLines(PLACE))).toEqual(names(exportLines(PLACE)))
  expect(powershellLines(PLACE)).toContain("$env:AWS_SECRET_ACCESS_KEY = 'ab+cd/ef01234567890123456789012345678901'")
})

it('is a profile that the SDKs read as written', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-profile-'))
  const files = { config: path.join(folder, 'config'), credentials: path.join(folder, 'credentials') }
  writeFileSync(files.config, `[default]\nregion = eu-west-1\n\n${profileLines(PLACE)}\n`)
  writeFileSync(files.credentials, `${credentialsLines(PLACE)}\n`)
  const profiles = await readProfiles(files)
  expect(profiles).toContainEqual(
    expect.objectContaining({ name: 'slipway-practice', region: 'us-east-1', kind: 'static' }),
  )
  expect(profileLines(PLACE)).toContain(`endpoint_url = ${PLACE.url}`)
  rmSync(folder, { recursive: true })
})
