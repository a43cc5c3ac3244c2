/** Density of broth, kg/L, where nobody measured it. */
export const brothKgL = 1.03;
