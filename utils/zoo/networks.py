"""Networks that no library ships: the thesis' downscaling U-Net, a plain LSTM and a plain GRU."""

import torch
from torch import nn


class ConvBlock(nn.Sequential):
    """3x3 same convolution with bias, batch norm, ReLU."""

    def __init__(self, cin: int, cout: int):
        super().__init__(nn.Conv2d(cin, cout, 3, padding=1), nn.BatchNorm2d(cout), nn.ReLU())


class Decoder(nn.Module):
    """One level up: transposed 2x2 convolution, skip connection, two blocks."""

    def __init__(self, cin: int, cout: int):
        super().__init__()
        self.up = nn.ConvTranspose2d(cin, cout, 2, stride=2)
        self.blocks = nn.Sequential(ConvBlock(2 * cout, cout), ConvBlock(cout, cout))

    def forward(self, x, skip):
        return self.blocks(torch.cat((self.up(x), skip), dim=1))


class DownscalingUNet(nn.Module):
    """The temperature downscaling U-Net of the thesis' chapter 3, rebuilt from its parameter counts.

    Input 3 x 96 x 128 (NCHW; the thesis works in NHWC), two outputs of 1 x 96 x 128.
    3,525,650 trainable parameters and 3,360 running statistics; 4.24 GMAC a sample.
    """

    WIDTHS = (56, 112, 224, 448)
    FIRST_LEVEL_BLOCKS = 2  # the deeper encoder levels have one block each

    def __init__(self, channels: int = 3):
        super().__init__()
        levels = []
        for i, width in enumerate(self.WIDTHS):
            blocks = [ConvBlock(channels, width)]
            if i == 0:
                blocks += [ConvBlock(width, width) for _ in range(self.FIRST_LEVEL_BLOCKS - 1)]
            levels.append(nn.Sequential(*blocks))
            channels = width
        *encoder, self.bottleneck = levels
        self.encoder = nn.ModuleList(encoder)
        self.pool = nn.MaxPool2d(2)
        pairs = list(zip(self.WIDTHS[1:], self.WIDTHS))
        self.decoder = nn.ModuleList(Decoder(deep, shallow) for deep, shallow in reversed(pairs))
        self.temperature = nn.Conv2d(self.WIDTHS[0], 1, 1)
        self.elevation = nn.Conv2d(self.WIDTHS[0], 1, 1)

    def forward(self, x):
        skips = []
        for level in self.encoder:
            x = level(x)
            skips.append(x)
            x = self.pool(x)
        x = self.bottleneck(x)
        for level, skip in zip(self.decoder, reversed(skips)):
            x = level(x, skip)
        return self.temperature(x), self.elevation(x)


class DiffusionBlock(nn.Module):
    """The residual block of diffusion U-Nets, without time steps: group norm, SiLU, convolution, twice; then spatial attention."""

    def __init__(self, channels: int = 64, groups: int = 16, heads: int = 4):
        super().__init__()
        self.heads = heads
        self.block = nn.Sequential(
            nn.GroupNorm(groups, channels),
            nn.SiLU(),
            nn.Conv2d(channels, channels, 3, padding=1),
            nn.GroupNorm(groups, channels),
            nn.SiLU(),
            nn.Conv2d(channels, channels, 3, padding=1),
        )
        self.norm = nn.GroupNorm(groups, channels)
        self.qkv = nn.Linear(channels, 3 * channels)
        self.out = nn.Linear(channels, channels)

    def forward(self, x):
        x = x + self.block(x)
        n, c, h, w = x.shape
        tokens = self.norm(x).flatten(2).transpose(1, 2)
        q, k, v = (t.reshape(n, h * w, self.heads, -1).transpose(1, 2) for t in self.qkv(tokens).chunk(3, dim=-1))
        mixed = nn.functional.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(n, h * w, c)
        return x + self.out(mixed).transpose(1, 2).reshape(n, c, h, w)


class StepwiseRNN(nn.Module):
    """Four steps of an LSTM cell and of a GRU cell, unrolled."""

    def __init__(self, inputs: int = 64, hidden: int = 128, steps: int = 4):
        super().__init__()
        self.steps = steps
        self.lstm = nn.LSTMCell(inputs, hidden)
        self.gru = nn.GRUCell(hidden, hidden)

    def forward(self, x):
        h = c = g = x.new_zeros(x.shape[0], self.lstm.hidden_size)
        for step in range(self.steps):
            h, c = self.lstm(x[:, step], (h, c))
            g = self.gru(h, g)
        return g


class SequenceNetwork(nn.Module):
    """Two recurrent layers and a linear head on every step, batch first."""

    def __init__(self, layer: type[nn.Module], inputs: int = 256, hidden: int = 512, layers: int = 2):
        super().__init__()
        self.recurrent = layer(inputs, hidden, num_layers=layers, batch_first=True)
        self.head = nn.Linear(hidden, inputs)

    def forward(self, x):
        return self.head(self.recurrent(x)[0])


class SequenceLSTM(SequenceNetwork):
    def __init__(self):
        super().__init__(nn.LSTM)


class SequenceGRU(SequenceNetwork):
    def __init__(self):
        super().__init__(nn.GRU)
