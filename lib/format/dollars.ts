/** US dollars to the cent. What is less than a cent and more than nothing says so. */
export function dollars(amount: number): string {
  return amount > 0 && amount < 0.005
    ? 'under $0.01'
    : `$${amount.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
}
