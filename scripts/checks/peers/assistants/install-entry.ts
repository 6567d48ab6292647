import assert from 'node:assert/strict'
import path from 'node:path'
import { findRuntime } from '@/cli/shared/find-runtime'
import type { Connection } from '@/lib/aws/connection'
import { findClient } from '@/lib/clients/registry'
import type { Computer } from '@/lib/install/computer'
import { install } from '@/lib/install/install'
import { prepareInstall } from '@/lib/install/plan'
import { bridgeTarget } from '@/lib/install/target'

/** Whose files are written: a home on this computer, and the folder of an installed Slipway. */
type Place = { home: string; root: string; connection: Connection }

/**
 * Writes the entry of a runtime into a client's own file as `slipway install` does, which refuses in a container: this may be one.
 * The path of the file.
 */
export async function installEntry(client: string, runtime: string, place: Place): Promise<string> {
  const definition = findClient(client)
  assert.ok(definition, `no client ${client}`)
  const found = await findRuntime(place.connection, runtime)
  assert.ok(found.ok, JSON.stringify(found))
  const wanted = {
    client: definition,
    name: found.data.name,
    target: bridgeTarget(place.connection, found.data, place.root),
  }
  const computer = computerOf(place.home)
  const prepared = await prepareInstall(wanted, {}, computer)
  assert.ok(prepared.ok, JSON.stringify(prepared))
  const written = await install(wanted, prepared.data.plan.hash, {}, computer)
  assert.ok(written.ok, JSON.stringify(written))
  return written.data.file
}

function computerOf(home: string): Computer {
  const [appData, localAppData, config] = ['appdata', 'local', '.config'].map((name) => path.join(home, name)) as [
    string,
    string,
    string,
  ]
  return {
    os: process.platform === 'darwin' ? 'mac' : 'linux',
    home,
    appData,
    localAppData,
    config,
    path: [],
    isContainer: false,
  }
}
