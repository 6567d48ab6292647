import ipaddr from 'ipaddr.js'
import type { RuleFamily, Say } from '@/lib/policies/findings/rule'
import type { ConditionValue, ConditionView } from '@/lib/policies/findings/view'

type Code =
  | 'TYPE_MISMATCH_BOOLEAN'
  | 'TYPE_MISMATCH_DATE'
  | 'TYPE_MISMATCH_NUMBER'
  | 'TYPE_MISMATCH_IP_RANGE'
  | 'TYPE_MISMATCH_STRING'
  | 'INVALID_DATE_VALUE'
  | 'INVALID_CONDITION_MULTIPLE_BOOLEAN'
  | 'REDUNDANT_CONDITION_VALUE_NUM'
  | 'SLIPWAY_CONDITION_VALUE_NO_ARN'

/** Values against the type of their operator. */
export const valueRules: RuleFamily<Code> = {
  rules: {
    TYPE_MISMATCH_BOOLEAN: { type: 'warning', about: 'Bool or Null with a value other than true and false.' },
    TYPE_MISMATCH_DATE: { type: 'warning', about: 'A date operator with a value that is no date.' },
    TYPE_MISMATCH_NUMBER: { type: 'warning', about: 'A numeric operator with a value that is no number.' },
    TYPE_MISMATCH_IP_RANGE: { type: 'warning', about: 'An IP operator with a value that is no address or range.' },
    TYPE_MISMATCH_STRING: { type: 'warning', about: 'BinaryEquals with a value that is not base64.' },
    INVALID_DATE_VALUE: { type: 'warning', about: 'A date as seconds since 1970.' },
    INVALID_CONDITION_MULTIPLE_BOOLEAN: { type: 'error', about: 'Bool or Null with several values.' },
    REDUNDANT_CONDITION_VALUE_NUM: {
      type: 'suggestion',
      about: 'Several values under a numeric less-than or greater-than.',
    },
    SLIPWAY_CONDITION_VALUE_NO_ARN: { type: 'warning', about: 'An ARN operator with a value that can be no ARN.' },
  },
  checkStatement({ conditions }, _, say) {
    for (const condition of conditions) {
      for (const value of condition.values) {
        // A variable could become anything; where it is not allowed, the rules of variables say so.
        if (!value.text.includes('${')) {
          checkValue(condition, value, say)
        }
      }
      checkSet(condition, say)
    }
  },
}

/** The library also reads short forms such as 203.0.113, which IAM does not. */
function isAddressOrRange(text: string): boolean {
  const [address = ''] = text.split('/', 1)
  const whole = ipaddr.IPv4.isValidFourPartDecimal(address) || ipaddr.IPv6.isValid(address)
  return whole && (address === text || ipaddr.isValidCIDR(text))
}

const ISO_8601 = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/i

function checkValue({ operator, operatorName }: ConditionView, value: ConditionValue, say: Say<Code>): void {
  const text = value.text.trim()
  const shown = text.slice(0, 80)

  switch (operator?.comparison) {
    case 'bool':
    case 'null':
      if (!/^(true|false)$/i.test(text)) {
        say('TYPE_MISMATCH_BOOLEAN', value, `${operatorName} takes true or false, not ${shown || 'nothing'}.`)
      }
      return
    case 'number':
      if (!/^[+-]?\d+(\.\d+)?$/.test(text)) {
        say('TYPE_MISMATCH_NUMBER', value, `${operatorName} takes a number, not ${shown || 'nothing'}.`)
      }
      return
    case 'date':
      checkDate(operatorName, value, say)
      return
    case 'ip':
      if (!isAddressOrRange(text)) {
        say(
          'TYPE_MISMATCH_IP_RANGE',
          value,
          `${operatorName} takes an address or a range such as 203.0.113.0/24, not ${shown || 'nothing'}.`,
        )
      }
      return
    case 'binary':
      if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) {
        say('TYPE_MISMATCH_STRING', value, `${operatorName} takes base64.`)
      }
      return
    case 'arn':
      if (!couldBeArn(text)) {
        say(
          'SLIPWAY_CONDITION_VALUE_NO_ARN',
          value,
          `${operatorName} compares ARNs part by part: ${shown} never matches one.`,
        )
      }
  }
}

function checkDate(operatorName: string, value: ConditionValue, say: Say<Code>): void {
  const text = value.text.trim()

  if (/^\d{5,}$/.test(text)) {
    const message = `${operatorName} takes seconds since 1970, but a date such as 2026-11-23T00:00:00Z is easier to read and to check.`
    say('INVALID_DATE_VALUE', value, message)
  } else if (!ISO_8601.test(text) || Number.isNaN(Date.parse(text.length <= 10 ? text : text.slice(0, 10)))) {
    say('TYPE_MISMATCH_DATE', value, `${operatorName} takes a date such as 2026-11-23T00:00:00Z.`)
  }
}

function couldBeArn(text: string): boolean {
  const first = text.split(':', 1)[0] ?? ''
  return text === '*' || (/^(arn|.*[*?].*)$/.test(first) && (text.split(':').length >= 6 || /[*?]/.test(text)))
}

function checkSet(condition: ConditionView, say: Say<Code>): void {
  const { operator, values, value, path, key, operatorName } = condition

  if (values.length < 2 || !operator) {
    return
  }
  if (operator.comparison === 'bool' || operator.comparison === 'null') {
    say('INVALID_CONDITION_MULTIPLE_BOOLEAN', { node: value, path }, `${operatorName} takes one value for ${key}.`)
  } else if (operator.comparison === 'number' && operator.order !== '=') {
    const which = operator.order.startsWith('<') ? 'the greatest' : 'the least'
    say('REDUNDANT_CONDITION_VALUE_NUM', { node: value, path }, `Only ${which} of these values has an effect.`)
  }
}
