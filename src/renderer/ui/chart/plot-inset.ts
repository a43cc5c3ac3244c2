/** Room around the plot, px: the same in every panel, so that panels below each other line up in time. */
export const plotInset = { left: 46, right: 46, top: 16, bottom: 19 } as const;
