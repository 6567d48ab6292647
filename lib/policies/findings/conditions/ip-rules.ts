import ipaddr from 'ipaddr.js'
import { replaceString } from '@/lib/policies/findings/edits'
import type { RuleFamily, Say } from '@/lib/policies/findings/rule'
import type { ConditionValue, ConditionView } from '@/lib/policies/findings/view'

type Code =
  | 'PRIVATE_IP_ADDRESS'
  | 'PRIVATE_NOT_IP_ADDRESS'
  | 'PRIVATE_IP_ADDRESS_SUBSET'
  | 'PRIVATE_NOT_IP_ADDRESS_SUBSET'
  | 'IMPROVE_IP_RANGE'

export const ipRules: RuleFamily<Code> = {
  rules: {
    PRIVATE_IP_ADDRESS: { type: 'error', about: 'aws:SourceIp with private addresses only, which it never is.' },
    PRIVATE_NOT_IP_ADDRESS: { type: 'error', about: 'The same with NotIpAddress, which then always holds.' },
    PRIVATE_IP_ADDRESS_SUBSET: { type: 'suggestion', about: 'aws:SourceIp with some private addresses.' },
    PRIVATE_NOT_IP_ADDRESS_SUBSET: { type: 'suggestion', about: 'The same with NotIpAddress.' },
    IMPROVE_IP_RANGE: { type: 'suggestion', about: 'A range whose address has bits beyond its mask.' },
  },
  checkStatement({ conditions }, _, say) {
    for (const condition of conditions.filter(({ operator }) => operator?.comparison === 'ip')) {
      for (const value of condition.values) {
        checkRange(value, say)
      }
      if (/^aws:sourceip$/i.test(condition.key)) {
        checkPrivate(condition, say)
      }
    }
  },
}

function checkPrivate({ values, value, path, operator }: ConditionView, say: Say<Code>): void {
  const hidden = values.filter(({ text }) => isPrivate(text))
  const [first] = hidden
  const not = operator?.negated === true

  if (!first) {
    return
  }
  if (hidden.length === values.length) {
    const effect = not ? 'so this always holds' : 'so this never holds'
    const message = `aws:SourceIp is a public address, ${effect}. aws:VpcSourceIp is the address inside a VPC.`
    say(not ? 'PRIVATE_NOT_IP_ADDRESS' : 'PRIVATE_IP_ADDRESS', { node: value, path }, message)
  } else {
    const message = `${first.text} is private, and aws:SourceIp is a public address. aws:VpcSourceIp is the address inside a VPC.`
    say(not ? 'PRIVATE_NOT_IP_ADDRESS_SUBSET' : 'PRIVATE_IP_ADDRESS_SUBSET', first, message)
  }
}

/** Addresses that no request from the internet has. Sources: RFC 1918, RFC 4193. */
const PRIVATE_RANGES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'].map((range) =>
  ipaddr.parseCIDR(range),
)

function isPrivate(text: string): boolean {
  const address = text.split('/', 1)[0] ?? ''
  const mask = text.includes('/') ? Number(text.split('/')[1]) : 128

  if (!ipaddr.isValid(address)) {
    return false
  }
  const parsed = ipaddr.parse(address)
  return PRIVATE_RANGES.some(
    ([network, bits]) => network.kind() === parsed.kind() && mask >= bits && parsed.match(network, bits),
  )
}

function checkRange(value: ConditionValue, say: Say<Code>): void {
  if (!ipaddr.isValidCIDR(value.text)) {
    return
  }
  const [address, bits] = ipaddr.parseCIDR(value.text)
  const network = (address.kind() === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6).networkAddressFromCIDR(value.text)

  if (network.toNormalizedString() !== address.toNormalizedString()) {
    const range = `${network.toString()}/${bits}`
    const fixes = [{ title: `Write ${range}`, edits: [replaceString(value.node, range)] }]
    say('IMPROVE_IP_RANGE', value, `The bits after the first ${bits} are ignored: this is ${range}.`, fixes)
  }
}
