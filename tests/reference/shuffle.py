"""The order of a collected file, computed apart from lockstep: the generator after the paper
(O'Neill 2014, PCG-XSL-RR 128/64), the shuffle after Fisher and Yates, the bound after Lemire 2019.

    python3 tests/reference/shuffle.py COUNT SEED
"""

import sys

MASK = (1 << 128) - 1
FACTOR = 0x2360ED051FC65DA44385DF649FCCF645
STREAM = 0x0A02BDBF7BB3C0A7AC28FA16A64ABF96


class Pcg64:
    def __init__(self, state, stream):
        self.increment = (stream << 1 | 1) & MASK
        self.state = (state + self.increment) & MASK
        self.step()

    def step(self):
        self.state = (self.state * FACTOR + self.increment) & MASK

    def next(self):
        self.step()
        turn = self.state >> 122
        mixed = (self.state >> 64 ^ self.state) & (1 << 64) - 1
        return (mixed >> turn | mixed << (64 - turn)) & (1 << 64) - 1


def below(random, bound):
    while True:
        product = random.next() * bound
        if product & (1 << 64) - 1 >= (1 << 64) % bound:
            return product >> 64


def shuffled(lines, seed):
    lines = sorted(lines)
    random = Pcg64(seed, STREAM)
    for last in range(len(lines) - 1, 0, -1):
        other = below(random, last + 1)
        lines[last], lines[other] = lines[other], lines[last]
    return lines


if __name__ == "__main__":
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    print(" ".join(shuffled([f"{line:02}" for line in range(count)], seed)))
