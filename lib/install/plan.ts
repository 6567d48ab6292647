import 'server-only'
import { existsSync } from 'node:fs'
import { emitConfig } from '@/lib/clients/emit'
import type { Merged } from '@/lib/clients/merge/change'
import { changedLines } from '@/lib/clients/merge/diff'
import { type MergeAnswers, mergeConfig } from '@/lib/clients/merge/merge-config'
import { leadingTo, leadingToForerunner, type ServerEntry, serversIn } from '@/lib/clients/merge/servers-in'
import type { ClientConfig, ClientDefinition, Target } from '@/lib/clients/model'
import { type ClientFile, hashOf, readClientFile } from '@/lib/install/client-file'
import type { Computer } from '@/lib/install/computer'
import { type Located, locate } from '@/lib/install/locate'
import type { InstallPlan, ShownLine } from '@/lib/install/model'
import { redact } from '@/lib/log'
import { type Failure, fail, ok, type Result } from '@/lib/result'

/** Which runtime goes into which client. `name`: the runtime's; `target` starts Slipway's bridge. */
export type Wanted = { client: ClientDefinition; name: string; target: Target; file?: string | undefined }

/** A plan with the texts that it is about, which stay on the server. */
export type Prepared = { plan: InstallPlan; before: ClientFile; text: string }

/**
 * What installing would do; writes nothing. Fails with `refused` for a client without a file and for a file that is no text, with
 * `invalid-input` and a line for one that can't be read as its format.
 */
export async function prepareInstall(
  wanted: Wanted,
  answers: MergeAnswers,
  computer: Computer,
): Promise<Result<Prepared>> {
  const located = locate(wanted.client, computer)
  const path = wanted.file ?? located?.file

  if (path === undefined || wanted.client.format === 'python') {
    return fail(noFile(wanted))
  }
  const notBuilt = whyNotBuilt(wanted.target)

  if (notBuilt) {
    return fail(notBuilt)
  }
  const before = readClientFile(path)
  const first = emitConfig(wanted.client, wanted.target, computer.os)
  const servers = await serversIn(before.text, first)

  if (!servers.ok) {
    return servers
  }
  const chosen = chooseEntry(servers.data, wanted.target, answers)
  const config = emitConfig(wanted.client, { ...wanted.target, name: chosen.entry }, computer.os)
  const merged = await mergeConfig(before.text, config, answers)
  return merged.ok ? ok(prepared(wanted, { located, before, config, merged: merged.data, ...chosen })) : merged
}

type Chosen = { entry: string; said: string[] }

/** The entry to write: the one that leads there already or did before, whatever its name; else a name that is free. */
function chooseEntry(servers: ServerEntry[], { url, name }: Target, { sameEndpoint }: MergeAnswers): Chosen {
  const there = leadingTo(servers, url)
  const forerunners = leadingToForerunner(servers, url)
  const own = there.find((each) => each.name === name)
  const [only] = there.length === 1 ? there : []
  const named = there.find((each) => each.name === sameEndpoint) ?? own ?? (sameEndpoint === null ? undefined : only)

  if (named) {
    const rest = there.filter((each) => each !== named).map((each) => `"${each.name}"`)
    return {
      entry: named.name,
      said:
        rest.length === 0
          ? []
          : [`The same endpoint is there as ${rest.join(', ')} too. An assistant picks any of them.`],
    }
  }
  const [older] = there.length === 0 ? forerunners : []

  if (older) {
    return {
      entry: older.name,
      said: [`"${older.name}" led to a runtime of this name that is gone. It is brought up to date.`],
    }
  }
  const entry = freeName(name, new Set(servers.map((each) => each.name)))
  return {
    entry,
    said: entry === name ? [] : [`"${name}" is another server's entry, so this one is called "${entry}".`],
  }
}

function freeName(name: string, taken: Set<string>): string {
  let free = name

  for (let number = 2; taken.has(free); number += 1) {
    free = `${name.slice(0, 19 - String(number).length)}-${number}`
  }
  return free
}

type Parts = Chosen & { located: Located | undefined; before: ClientFile; config: ClientConfig; merged: Merged }

function prepared({ client, name }: Wanted, { located, before, config, merged, entry, said }: Parts): Prepared {
  const { text, changes, questions, notes } = merged
  const others = located?.others.filter(({ path }) => path !== before.path) ?? []
  const asks = questions.some(({ kind }) => kind === 'same-endpoint') && changes.length === 0
  const plan: InstallPlan = {
    client: { id: client.id, name: client.name },
    name,
    file: before.path,
    exists: before.exists,
    others: others.map(({ path, what }) => ({ path, what })),
    isInstalled: located?.isInstalled ?? true,
    entry,
    state: asks ? 'asks' : text === before.text ? 'same' : 'change',
    changes,
    questions,
    notes: [...said, ...notes, ...(merged.reformatted ? [REFORMATTED] : [])],
    needs: config.needs,
    diff: shownLines(before.text, text),
    restart: client.restart,
    hash: hashOf(before.path, before.hash, text),
  }
  return { plan, before, text }
}

const REFORMATTED = 'The file could only be written anew: spaces and quotes may differ elsewhere too.'

/** What changes between two texts, line by line, without what looks like a secret. */
export function shownLines(before: string, after: string): ShownLine[] {
  return changedLines(before, after).map(({ kind, text }) => ({ kind, text: redact(text.replace(/^\uFEFF/, '')) }))
}

/** An entry that starts nothing would fail in the client, where nobody sees why. */
function whyNotBuilt({ bridge }: Target): Failure | undefined {
  return bridge === undefined || existsSync(bridge.script)
    ? undefined
    : {
        code: 'unavailable',
        message: `Slipway’s bridge is not built: there is no ${bridge.script}.`,
        remedy: 'Starting Slipway builds it.',
        command: 'npm start',
      }
}

function noFile({ client, target }: Wanted) {
  const { runtime = target.name } = target.bridge ?? {}
  return {
    code: 'refused' as const,
    message: `${client.name} has no file on this computer that Slipway could write to: ${client.paths.linux}.`,
    remedy: 'Print the entry and put it there by hand.',
    command: `npm run slipway -- config ${client.id} --launcher slipway --runtime ${runtime.startsWith('arn:') ? runtime : 'ARN'}`,
  }
}
