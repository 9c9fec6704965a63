/** `沪A12345` → `沪A***45`. */
export const maskPlate = (plate: string | null): string | null =>
  plate ? `${plate.slice(0, 2)}${'*'.repeat(plate.length - 4)}${plate.slice(-2)}` : null;
