import type { Lane, OpenLane } from '@/lib/bridge/lane'
import { LISTS, type ListKind, listed, mergedInitialize, splitName, withName } from '@/lib/bridge/many-answers'
import { CODES, errorAnswer, isAnswer, isRequest, type Message, paramsOf, type Request } from '@/lib/bridge/message'
import { toText } from '@/lib/json'

export type Member = { label: string; open: OpenLane }

type Live = { label: string; lane: Lane; isOpen: boolean }
type Asked = { member: Live; id: string }

/** How long the handshake waits for the slowest; who is later joins by a changed list. */
const HANDSHAKE_MS = 20_000
const MOST_PAGES = 100

/** Several servers as one: names of tools and prompts get a server's label in front, and one that fails is left out. */
export function joinLanes(members: Member[], toClient: (message: Message) => void, limitMs = HANDSHAKE_MS): Lane {
  const board = new Switchboard(members, toClient, limitMs)
  return {
    take: (message) => void board.take(message),
    end: () => board.end(),
  }
}

class Switchboard {
  readonly #toClient: (message: Message) => void
  readonly #limitMs: number
  readonly #members: Live[]
  /** Answers that are waited for, by the id that the server got. */
  readonly #waiting = new Map<string, { member: Live; resolve: (answer: Message) => void }>()
  /** What a request of the client became, by its id. */
  readonly #asked = new Map<unknown, Asked[]>()
  /** Requests of servers, by the id that the client got. */
  readonly #servers = new Map<string, { member: Live; id: unknown }>()
  readonly #owners = new Map<string, Live>()
  readonly #names = new Map<string, { member: Live; name: string }>()
  #count = 0
  #initialize: Request | undefined

  constructor(members: Member[], toClient: (message: Message) => void, limitMs: number) {
    this.#toClient = toClient
    this.#limitMs = limitMs
    this.#members = members.map(({ label, open }) => {
      const live: Live = { label, isOpen: false, lane: open((message) => this.#fromServer(live, message)) }
      return live
    })
  }

  async take(message: Message): Promise<void> {
    if (isRequest(message)) {
      const answer = await this.#answerTo(message)
      this.#asked.delete(message.id)
      this.#toClient({ ...answer, id: message.id })
    } else if (isAnswer(message)) {
      const meant = this.#servers.get(toText(message.id))
      this.#servers.delete(toText(message.id))
      meant?.member.lane.take({ ...message, id: meant.id })
    } else if (message.method === 'notifications/cancelled') {
      for (const { member, id } of this.#asked.get(paramsOf(message).requestId) ?? []) {
        member.lane.take({ ...message, params: { ...paramsOf(message), requestId: id } })
      }
    } else {
      for (const { lane } of this.#open()) {
        lane.take(message)
      }
    }
  }

  async end(): Promise<void> {
    await Promise.all(this.#members.map(({ lane }) => lane.end()))
  }

  #open(): Live[] {
    return this.#members.filter(({ isOpen }) => isOpen)
  }

  #fromServer(member: Live, message: Message): void {
    if (isAnswer(message)) {
      this.#answered(member, message)
    } else if (isRequest(message)) {
      this.#count += 1
      const id = `${member.label}/${this.#count}`
      this.#servers.set(id, { member, id: message.id })
      this.#toClient({ ...message, id })
    } else if (message.method === 'notifications/cancelled') {
      const [id] =
        [...this.#servers].find(([, of]) => of.member === member && of.id === paramsOf(message).requestId) ?? []
      this.#toClient({ ...message, params: { ...paramsOf(message), requestId: id ?? '' } })
    } else {
      this.#toClient(message)
    }
  }

  /** No server answers for another. */
  #answered(member: Live, answer: Message): void {
    const waiting = this.#waiting.get(toText(answer.id))
    if (waiting?.member === member) {
      this.#waiting.delete(toText(answer.id))
      waiting.resolve(answer)
    }
  }

  /** The answer of one server, under an id of its own. */
  #ask(member: Live, { method, params }: { method: string; params?: unknown }, by?: Request): Promise<Message> {
    this.#count += 1
    const id = `slipway-${this.#count}`
    if (by) {
      this.#asked.set(by.id, [...(this.#asked.get(by.id) ?? []), { member, id }])
    }
    return new Promise((resolve) => {
      this.#waiting.set(id, { member, resolve })
      member.lane.take({ jsonrpc: '2.0', id, method, ...(params === undefined ? {} : { params }) })
    })
  }

  async #answerTo(request: Request): Promise<Message> {
    const list = LISTS.find(({ method }) => method === request.method)
    if (list) {
      return { jsonrpc: '2.0', result: { [list.key]: await this.#list(list, request) } }
    }
    switch (request.method) {
      case 'initialize':
        return this.#handshake(request)
      case 'ping':
        return { jsonrpc: '2.0', result: {} }
      case 'logging/setLevel':
        await Promise.all(this.#open().map((member) => this.#ask(member, request, request)))
        return { jsonrpc: '2.0', result: {} }
      case 'tools/call':
      case 'prompts/get':
        return this.#byName(request)
      case 'resources/read':
      case 'resources/subscribe':
      case 'resources/unsubscribe':
        return this.#byAddress(request)
      case 'completion/complete':
        return this.#completion(request)
      default:
        return errorAnswer(request.id, -32601, `Several servers behind one bridge have no ${request.method}.`)
    }
  }

  async #handshake(request: Request): Promise<Message> {
    this.#initialize = request
    const late = this.#late()
    const answers = await Promise.all(
      this.#members.map(async (member) => {
        const opening = this.#enter(member, request)
        const answer = await Promise.race([opening, late])
        if (answer === 'late') {
          void opening.then(() => this.#joined(member))
        }
        return { label: member.label, answer: answer === 'late' ? undefined : answer }
      }),
    )
    return mergedInitialize(request, answers)
  }

  #late(): Promise<'late'> {
    return new Promise((resolve) => setTimeout(resolve, this.#limitMs, 'late').unref())
  }

  async #enter(member: Live, request: Request): Promise<Message> {
    const answer = await this.#ask(member, request, request)
    member.isOpen = 'result' in answer
    return answer
  }

  /** The client has told all others already that it is ready. */
  #joined(member: Live): void {
    if (member.isOpen) {
      member.lane.take({ jsonrpc: '2.0', method: 'notifications/initialized' })
      this.#toClient({ jsonrpc: '2.0', method: 'notifications/tools/list_changed' })
    }
  }

  /** All pages of all servers; who failed before is tried again. */
  async #list(list: ListKind, request: Request): Promise<unknown[]> {
    const items = await Promise.all(
      this.#members.map(async (member) => {
        if (!member.isOpen && this.#initialize) {
          await Promise.race([this.#enter(member, this.#initialize), this.#late()])
          if (member.isOpen) {
            member.lane.take({ jsonrpc: '2.0', method: 'notifications/initialized' })
          }
        }
        return member.isOpen ? this.#pages(member, list, request) : []
      }),
    )
    return items.flat()
  }

  async #pages(member: Live, { method, key, id, isNamed }: ListKind, request: Request): Promise<unknown[]> {
    const all: unknown[] = []
    let cursor: string | undefined

    for (let page = 0; page < MOST_PAGES; page += 1) {
      const params = cursor === undefined ? undefined : { cursor }
      const answer = await this.#ask(member, { method, params }, request)
      const { items, next } = listed(answer, key)
      for (const item of items) {
        this.#owners.set(toText(item[id]), member)
        all.push(isNamed ? { ...item, name: this.#named(member, key, toText(item.name)) } : item)
      }
      if (next === undefined) {
        break
      }
      cursor = next
    }
    return all
  }

  /** The name that the client gets; a long one is cut, and so may need a number. */
  #named(member: Live, key: string, name: string): string {
    for (let number = 1; ; number += 1) {
      const shown = withName(member.label, name, number)
      const known = this.#names.get(`${key} ${shown}`)
      if (!known || (known.member === member && known.name === name)) {
        this.#names.set(`${key} ${shown}`, { member, name })
        return shown
      }
    }
  }

  #meant(key: string, shown: string): { member: Live; name: string } | undefined {
    const { label, rest } = splitName(shown)
    const member = this.#members.find((each) => each.label === label)
    return this.#names.get(`${key} ${shown}`) ?? (member && { member, name: rest })
  }

  #byName(request: Request): Promise<Message> | Message {
    const { name = '' } = paramsOf(request)
    const meant = this.#meant(request.method === 'tools/call' ? 'tools' : 'prompts', name)
    const params = { ...paramsOf(request), name: meant?.name }
    return meant ? this.#ask(meant.member, { method: request.method, params }, request) : this.#unknown(request, name)
  }

  /** By who listed it; what nobody listed is asked of one after another. */
  async #byAddress(request: Request): Promise<Message> {
    const owner = this.#owners.get(toText((request.params as { uri?: unknown } | undefined)?.uri))
    let answer: Message | undefined

    for (const member of owner ? [owner] : this.#open()) {
      answer = await this.#ask(member, request, request)
      if ('result' in answer) {
        return answer
      }
    }
    return answer ?? this.#unknown(request, 'resource')
  }

  #completion(request: Request): Promise<Message> | Message {
    const params = paramsOf(request) as { ref?: { name?: unknown; uri?: unknown } }
    const byName = this.#meant('prompts', toText(params.ref?.name ?? ''))
    const member = byName?.member ?? this.#owners.get(toText(params.ref?.uri))
    const asked = byName ? { ...params, ref: { ...params.ref, name: byName.name } } : params
    return member
      ? this.#ask(member, { method: request.method, params: asked }, request)
      : this.#unknown(request, toText(params.ref?.name ?? params.ref?.uri))
  }

  #unknown({ id }: Request, name: string): Message {
    const labels = this.#members.map(({ label }) => label).join(', ')
    return errorAnswer(id, CODES.invalidParams, `Nobody here has ${name}. The servers are ${labels}.`)
  }
}
