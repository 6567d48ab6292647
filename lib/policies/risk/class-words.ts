import type { RiskClass } from '@/lib/policies/risk/model'

type ClassWords = { title: string; sentence: string; one: string; many: string }

const SERVICES = { one: 'service', many: 'services' }
const WAYS = { one: 'way', many: 'ways' }

export const CLASS_WORDS: Record<RiskClass, ClassWords> = {
  everything: {
    title: 'Does everything',
    sentence: 'Practically every action on every resource. Slipway does not save that.',
    ...WAYS,
  },
  changes: {
    title: 'Changes or destroys',
    sentence: 'It could overwrite, delete or stop what is there, or start what costs money.',
    ...SERVICES,
  },
  itself: {
    title: 'Gives itself more',
    sentence: 'It could get permissions that nobody gave it, and then do anything they allow.',
    ...WAYS,
  },
  agents: {
    title: 'Reaches other agents',
    sentence: 'It could run commands in other runtimes, or act for their users.',
    ...WAYS,
  },
  opens: {
    title: 'Opens to others',
    sentence: 'It could share resources, make them public, or change who may use them.',
    ...SERVICES,
  },
  secrets: {
    title: 'Credentials and secrets',
    sentence: 'It could read keys, tokens or passwords. What it reads can end up in a conversation.',
    ...SERVICES,
  },
  data: {
    title: 'Data',
    sentence: 'It could read or copy what is stored, also when a text that it reads asks for it.',
    ...SERVICES,
  },
  everyday: {
    title: 'Everyday',
    sentence: 'Most servers need these. Alone they give little.',
    ...SERVICES,
  },
}
