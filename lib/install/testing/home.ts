import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { OperatingSystem, Target } from '@/lib/clients/model'
import { CLIENTS, findClient } from '@/lib/clients/registry'
import type { Computer } from '@/lib/install/computer'
import { locate } from '@/lib/install/locate'
import type { Wanted } from '@/lib/install/plan'

export const arn = 'arn:aws:bedrock-agentcore:us-east-1:111122223333:runtime/tools-AbCdEf1234'
export const url = `https://bedrock-agentcore.us-east-1.amazonaws.com/runtimes/${encodeURIComponent(arn)}/invocations?qualifier=DEFAULT`

/** A computer with an empty home folder, and a bridge that is built. */
export function testComputer(os: OperatingSystem = 'linux'): Computer & { script: string } {
  const home = mkdtempSync(path.join(tmpdir(), 'slipway-home-'))
  const script = path.join(home, 'slipway', 'build', 'slipway.mjs')
  mkdirSync(path.dirname(script), { recursive: true })
  writeFileSync(script, '')
  const appData = path.join(home, 'AppData', 'Roaming')
  const localAppData = path.join(home, 'AppData', 'Local')
  return { os, home, appData, localAppData, config: path.join(home, '.config'), path: [], isContainer: false, script }
}

export function wantedFor(id: string, { script }: { script: string }, more: Partial<Target> = {}): Wanted {
  const client = findClient(id)

  if (!client) {
    throw new Error(`no client ${id}`)
  }
  const bridge = { node: process.execPath, script, runtime: 'tools', connection: 'chain/us-east-1' }
  const target: Target = {
    name: 'tools',
    url,
    region: 'us-east-1',
    auth: 'sigv4',
    launcher: 'slipway',
    bridge,
    ...more,
  }
  return { client, name: 'tools', target }
}

/** Every client that has a file of its own. */
export const WITH_FILE = CLIENTS.filter((client) => locate(client, testComputer()) !== undefined).map(({ id }) => id)
