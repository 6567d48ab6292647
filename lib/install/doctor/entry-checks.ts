import 'server-only'
import { emitConfig } from '@/lib/clients/emit'
import { bridgeOfEntry, lineOfEntry } from '@/lib/clients/merge/fuse-entry'
import { leadingTo, runtimeOf, type ServerEntry, serversIn } from '@/lib/clients/merge/servers-in'
import { readClientFile } from '@/lib/install/client-file'
import type { Computer } from '@/lib/install/computer'
import { type Check, failedCheck } from '@/lib/install/doctor/model'
import { locate } from '@/lib/install/locate'
import { prepareInstall, type Wanted } from '@/lib/install/plan'
import { statusOf } from '@/lib/install/status'
import { isNamed } from '@/lib/install/uninstall'
import { AppError, fail, type Result } from '@/lib/result'

/** What is known of the client's own file. `target` of a runtime that AWS did not show leads nowhere, so its name has to do. */
export type Subject = Wanted & { isKnown: boolean }

type Looked = { checks: Check[]; file?: string; entry?: ServerEntry }

/** The client, its file, and the entry in it. */
export async function entryChecks(subject: Subject, computer: Computer): Promise<Looked> {
  const { client } = subject
  const located = locate(client, computer)
  const file = subject.file ?? located?.file

  if (file === undefined || client.format === 'python') {
    const detail = `${client.name} has no file on this computer that Slipway could read: ${client.paths[computer.os]}.`
    return { checks: [{ id: 'file', title: FILE, state: 'skipped', detail }] }
  }
  const program: Check = located?.isInstalled
    ? { id: 'client', title: CLIENT, state: 'ok', detail: `${client.name} is on this computer.` }
    : {
        ...{ id: 'client', title: CLIENT, state: 'todo', detail: `${client.name} was not found on this computer.` },
        remedy: `Install it: ${client.docsUrl}`,
      }
  const servers = await serversOf(subject, file, computer)

  if (!servers.ok) {
    return { file, checks: [program, failedCheck('file', FILE, servers.error)] }
  }
  const readable: Check = { id: 'file', title: FILE, state: 'ok', detail: `${file} is valid.` }
  const there = subject.isKnown
    ? leadingTo(servers.data, subject.target.url)
    : servers.data.filter((each) => isNamed(runtimeOf(each), subject.name))
  const entry = there.find(({ name }) => name === subject.target.name) ?? there[0]

  if (!entry) {
    return { file, checks: [program, readable, missing(subject)] }
  }
  const rest = there.filter((each) => each !== entry).map(({ name }) => `"${name}"`)
  const found: Check = {
    ...{ id: 'entry', title: ENTRY, state: rest.length === 0 ? 'ok' : 'todo' },
    detail: `"${entry.name}" leads to ${subject.name}.${rest.length === 0 ? '' : ` So does ${rest.join(', ')}.`}`,
    ...(rest.length === 0 ? {} : { remedy: 'Take all but one out: an assistant sees every tool of each.' }),
  }
  return { file, entry, checks: [program, readable, found, await stepCheck(subject, entry, computer)] }
}

const CLIENT = 'The client'
const FILE = 'Its file'
const ENTRY = 'The entry'
const STEP = 'Up to date'

async function serversOf(
  { client, target }: Subject,
  file: string,
  computer: Computer,
): Promise<Result<ServerEntry[]>> {
  try {
    return await serversIn(readClientFile(file).text, emitConfig(client, target, computer.os))
  } catch (error) {
    if (error instanceof AppError) {
      return fail(error.failure)
    }
    throw error
  }
}

function missing({ client, name }: Subject): Check {
  return {
    ...{ id: 'entry', title: ENTRY, state: 'failed', detail: `No entry leads to ${name}.` },
    ...{ remedy: 'Install it.', command: `npm run slipway -- install ${client.id} ${name}` },
  }
}

async function stepCheck(subject: Subject, { name, entry }: ServerEntry, computer: Computer): Promise<Check> {
  const { client } = subject
  const about = { id: 'step', title: STEP }
  const mend = { remedy: 'Install it once more.', command: `npm run slipway -- install ${client.id} ${subject.name}` }
  const status = await statusOf(client, computer)
  const [problem] = status?.entries.find((each) => each.entry === name)?.problems ?? []

  if (problem !== undefined) {
    return { ...about, state: 'failed', detail: problem, ...mend }
  }
  if (!bridgeOfEntry(entry)) {
    const way = lineOfEntry(entry) ? 'through a proxy' : 'by its address'
    return { ...about, state: 'ok', detail: `It leads there ${way}. An install would make it Slipway’s bridge.` }
  }
  if (!subject.isKnown) {
    return { ...about, state: 'skipped', detail: 'AWS did not show the runtime, so the entry can’t be compared.' }
  }
  const prepared = await prepareInstall(subject, { sameEndpoint: name }, computer)

  if (!prepared.ok) {
    return failedCheck('step', STEP, prepared.error)
  }
  return prepared.data.plan.state === 'same'
    ? { ...about, state: 'ok', detail: 'It is as Slipway writes it today.' }
    : { ...about, state: 'todo', detail: 'Slipway would write it differently today.', ...mend }
}
