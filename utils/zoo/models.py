"""The networks of the zoo: how each is built, its example inputs, its dynamic dimensions and its opset.

Opset 23 is the default: the lowest with Attention as one operator, and it keeps LayerNormalization (17) and
Gelu (20) whole as well. GPT-2 writes its GELU as Tanh arithmetic in Python, so it is spelled out at every opset.

The variants hold the same networks as older files write them, for recognising those patterns:
- dynamo, opset 20: attention as MatMul, Softmax, MatMul;
- dynamo, opset 18: GELU as Erf arithmetic too. It is the lowest that this exporter writes itself; for 17 it calls
  ONNX's version converter, which leaves the ViT's nodes as they are and loses the parameter/buffer notes;
- TorchScript: no value_info and no notes, and below opset 17 layer normalisation as ReduceMean, Sub, Pow, Sqrt, Div.
  Opset 14 is its lowest with scaled dot-product attention.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import timm
import torch
import transformers
from torch import nn

from .networks import DiffusionBlock, DownscalingUNet, SequenceGRU, SequenceLSTM, StepwiseRNN

DEFAULT_OPSET = 23


@dataclasses.dataclass(frozen=True)
class ZooModel:
    name: str
    source: str
    build: Callable[[], nn.Module]
    inputs: Callable[[], dict[str, torch.Tensor]]
    dynamic: dict[str, dict[int, str]]  # input name -> axis -> dimension name
    opset: int = DEFAULT_OPSET
    exporter: str = "dynamo"  # or "torchscript"
    published_gmacs: float | None = None  # forward, one sample, at the input size given here
    expected: tuple[int, int] | None = None  # learnable parameters, buffer elements


# An example batch or length of 1 would be taken for a constant by torch.export.
EXAMPLE_BATCH = 2
EXAMPLE_TOKENS = 16


def vision(name: str, gmacs: float | None = None) -> ZooModel:
    return ZooModel(
        name=name,
        source=f"timm {timm.__version__} `{name}`",
        build=lambda: timm.create_model(name, pretrained=False),
        inputs=lambda: {"x": torch.randn(EXAMPLE_BATCH, 3, 224, 224)},
        dynamic={"x": {0: "batch"}},
        published_gmacs=gmacs,
    )


def text(name: str, model_class, config, arguments: tuple[str, ...]) -> ZooModel:
    def inputs():
        # One tensor each: a shared one changes the exported graph.
        shape = (EXAMPLE_BATCH, EXAMPLE_TOKENS)
        return {a: torch.full(shape, a != "token_type_ids", dtype=torch.int64) for a in arguments}

    return ZooModel(
        name=name,
        source=f"transformers {transformers.__version__} `{model_class.__name__}`",
        build=lambda: model_class(config),
        inputs=inputs,
        dynamic={a: {0: "batch", 1: "seq"} for a in arguments},
    )


def own(name: str, network: type[nn.Module], shape: tuple[int, ...], **options) -> ZooModel:
    return ZooModel(
        name=name,
        source=f"`utils/zoo/networks.py` `{network.__name__}`",
        build=network,
        inputs=lambda: {"x": torch.randn(EXAMPLE_BATCH, *shape)},
        dynamic={"x": {0: "batch"}},
        **options,
    )


def variant(base: ZooModel, opset: int, exporter: str = "dynamo") -> ZooModel:
    tag = "_torchscript" if exporter == "torchscript" else ""
    return dataclasses.replace(base, name=f"{base.name}{tag}_opset{opset}", opset=opset, exporter=exporter)


def zoo() -> list[ZooModel]:
    """All models, the ones most needed first."""
    resnet50 = vision("resnet50", 4.11)
    vit = vision("vit_base_patch16_224", 17.58)
    gpt2_config = transformers.GPT2Config(use_cache=False)
    gpt2 = text("gpt2", transformers.GPT2LMHeadModel, gpt2_config, ("input_ids", "attention_mask"))
    unet = own("unet_mtd", DownscalingUNet, (3, 96, 128), published_gmacs=4.24, expected=(3_525_650, 3_360))
    # Small, but with the family's patterns: RMSNorm, rotary embedding, SiLU gate, four query heads to a key/value head.
    llama_config = transformers.LlamaConfig(
        vocab_size=1024,
        hidden_size=256,
        intermediate_size=704,
        num_hidden_layers=4,
        num_attention_heads=8,
        num_key_value_heads=2,
        max_position_embeddings=512,
        use_cache=False,
    )
    llama = text("llama_tiny", transformers.LlamaForCausalLM, llama_config, ("input_ids", "attention_mask"))
    diffusion = own("diffusion_block", DiffusionBlock, (64, 32, 32))
    bert_inputs = ("input_ids", "attention_mask", "token_type_ids")
    return [
        resnet50,
        vit,
        gpt2,
        unet,
        vision("vgg16", 15.47),
        vision("densenet121", 2.87),
        vision("mobilenetv3_large_100", 0.225),
        vision("efficientnet_b0", 0.40),
        vision("mnasnet_100", 0.33),
        vision("visformer_small", 4.88),
        vision("poolformer_s12"),
        vision("swin_base_patch4_window7_224", 15.47),
        vision("convnext_base", 15.38),
        text("bert_base", transformers.BertModel, transformers.BertConfig(), bert_inputs),
        own("lstm", SequenceLSTM, (64, 256)),
        own("gru", SequenceGRU, (64, 256)),
        llama,
        variant(vit, 20),
        variant(vit, 18),
        variant(gpt2, 20),
        variant(gpt2, 18),
        variant(resnet50, 13, "torchscript"),
        variant(vit, 14, "torchscript"),
        variant(llama, 18),
        diffusion,
        variant(diffusion, 18),
        variant(diffusion, 17, "torchscript"),
        own("stepwise_rnn", StepwiseRNN, (4, 64)),
    ]
